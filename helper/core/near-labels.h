/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest label in UTF-8, and the most keys it has: itself, and itself
 * without each of its letters. */
#define STRAY_LABEL_BYTES_MAX 252
#define STRAY_NEAR_KEYS_MAX (STRAY_LABEL_BYTES_MAX + 1)

/**
 * StrayNearLabels:
 *
 * Finds the labels one edit away from a given one ("symmetric deletion", W. Garbe
 * 2012): two labels one edit apart are equal when each leaves out one letter at
 * most, so every label is filed under itself and under itself less each letter.
 *
 * Most labels are near nothing. That is told by a Bloom filter a processor's
 * cache can hold, and only what passes it is looked up: four bytes a key, in
 * buckets laid out one behind the other. All zero is an empty one.
 */
typedef struct
{
  guint64 *filter;
  guint32 *buckets; /* where each begins in @values; one more at the end */
  guint32 *values;
  guint8 filter_shift;
  guint8 bucket_shift;
} StrayNearLabels;

/**
 * StrayNearLabelFunc:
 * @value: from 0 on
 * @length: (out): of the label
 * @tag: (out): a number below 64 that is filed with @value, so that whoever looks
 *   up can say which values there is no use for
 *
 * Returns: (nullable): the label of a value, UTF-8, valid until the next call, or
 *   %NULL for one to be left out
 */
typedef const char *(*StrayNearLabelFunc) (guint32 value, gsize *length, guint8 *tag, gpointer user_data);

/* Values are filed above their tags, so there are fewer of them. */
#define STRAY_NEAR_LABELS_MAX (1u << 24)
#define STRAY_NEAR_LABEL_VALUE(filed) ((filed) >> 6)
#define STRAY_NEAR_LABEL_TAG(filed) ((filed)&63)

/**
 * stray_near_labels_build:
 * @n: how many values there are; what is beyond %STRAY_NEAR_LABELS_MAX is left out
 */
void stray_near_labels_build (StrayNearLabels *self, guint32 n, StrayNearLabelFunc get_label,
                              gpointer user_data);
void stray_near_labels_clear (StrayNearLabels *self);

/**
 * stray_near_labels_keys:
 * @label: UTF-8, at most %STRAY_LABEL_BYTES_MAX bytes
 *
 * Returns: how many keys it has
 */
guint stray_near_labels_keys (const char *label, gsize length, guint64 keys[STRAY_NEAR_KEYS_MAX]);

/**
 * stray_near_labels_filter:
 * @tags: a bit for each tag that is wanted
 * @keys: (inout): those under which nothing wanted is filed are left out
 *
 * Returns: how many are left
 */
guint stray_near_labels_filter (const StrayNearLabels *self, guint64 tags, guint64 *keys, guint n);

/**
 * stray_near_labels_find:
 * @key: one that stray_near_labels_filter() left
 *
 * Returns: what is filed under @key, and more: whoever looks up compares
 */
const guint32 *stray_near_labels_find (const StrayNearLabels *self, guint64 key, guint32 *n);

G_END_DECLS
