/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "checkup.h"

void
stray_checkup_free (StrayCheckup *self)
{
  g_free (self->text);
  g_free (self->fix);
  g_free (self);
}

GPtrArray *
stray_doctor_short (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)stray_checkup_free);
}
