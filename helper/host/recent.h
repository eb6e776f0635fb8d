/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StrayRecent: what is to be remembered of the last 64 checks, each until it is taken. */
typedef struct _StrayRecent StrayRecent;

/** @free_func: for what is forgotten; takes %NULL */
StrayRecent *stray_recent_new (GDestroyNotify free_func);
void stray_recent_free (StrayRecent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayRecent, stray_recent_free)

/**
 * stray_recent_add:
 * @item: (transfer full): in place of what was remembered of check @id
 */
void stray_recent_add (StrayRecent *self, const char *id, gpointer item);

/** Returns: (transfer full) (nullable): what is remembered of check @id; it is forgotten with that */
gpointer stray_recent_take (StrayRecent *self, const char *id);

/** Forgets what is remembered of check @id, if anything is. */
void stray_recent_forget (StrayRecent *self, const char *id);

G_END_DECLS
