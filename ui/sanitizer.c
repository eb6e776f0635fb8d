/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Only for builds with AddressSanitizer: leaks that are not ours, so that the
 * program still ends with the status it means. All others end it with 1. */

#include <glib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ADDRESS_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define WITH_ADDRESS_SANITIZER 1
#endif

#ifdef WITH_ADDRESS_SANITIZER
/* The names are the sanitizer's. */
const char *__lsan_default_suppressions (void);
const char *__lsan_default_options (void);

const char *
__lsan_default_suppressions (void)
{
  /* fontconfig keeps its patterns and configuration until the process ends, and
   * Pango's threads hold some of them while it does. */
  return "leak:libfontconfig\n";
}

const char *
__lsan_default_options (void)
{
  return "print_suppressions=0";
}
#endif
