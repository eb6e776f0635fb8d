/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kinds.h"

#include "lookalike.h"

#include <string.h>

gboolean
stray_kind_is_optional (const char *name)
{
  for (gsize i = 0; i < stray_n_kinds; i++)
    if (strcmp (stray_kinds[i].name, name) == 0)
      return stray_kinds[i].optional;
  return FALSE;
}
