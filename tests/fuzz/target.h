/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include <stdlib.h>

G_BEGIN_DECLS

/* Not g_assert(), which tests may make non-fatal, and without the values, which
 * might be addresses: the input is what the fuzzer keeps. */
#define HOLDS(what)                                                                                          \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if (!(what))                                                                                             \
      {                                                                                                      \
        g_printerr ("%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what);                                \
        abort ();                                                                                            \
      }                                                                                                      \
  }                                                                                                          \
  G_STMT_END

/**
 * fuzz_input:
 * @data: any bytes, not NUL-terminated
 *
 * What each target has: it gives @data to what is tested, and aborts where
 * something does not hold that holds of every input. What an input is made of
 * stands at the head of the target.
 */
void fuzz_input (const guint8 *data, gsize length);

G_END_DECLS
