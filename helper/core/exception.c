/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "exception.h"

#define SECONDS_A_DAY G_GINT64_CONSTANT (86400)

StrayExceptionTerm
stray_exception_term (gint64 expiry, guint days_max, gint64 now)
{
  if (expiry != STRAY_EXCEPTION_FOR_GOOD && expiry <= now)
    return STRAY_EXCEPTION_OVER;
  if (days_max != 0 && (expiry == STRAY_EXCEPTION_FOR_GOOD || expiry - now > days_max * SECONDS_A_DAY))
    return STRAY_EXCEPTION_TOO_LONG;
  return STRAY_EXCEPTION_HOLDS;
}

gint64
stray_exception_change (gint64 expiry, guint days_max, gint64 now)
{
  if (expiry == STRAY_EXCEPTION_FOR_GOOD)
    return G_MAXINT64;
  switch (stray_exception_term (expiry, days_max, now))
    {
    case STRAY_EXCEPTION_HOLDS:
      return expiry;
    case STRAY_EXCEPTION_TOO_LONG:
      return expiry - days_max * SECONDS_A_DAY;
    default:
      return G_MAXINT64;
    }
}

gint64
stray_exception_expiry (guint days, gint64 now)
{
  return days == 0 ? STRAY_EXCEPTION_FOR_GOOD : now + days * SECONDS_A_DAY;
}
