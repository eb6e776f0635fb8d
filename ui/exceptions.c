/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "exceptions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "date-text.h"
#include "helper/core/exception.h"

/* The last second of the year 9999: no date that people write is later. */
#define LAST_DATE G_GINT64_CONSTANT (253402300799)

static void
exception_free (StrayException *self)
{
  g_free (self->domain);
  g_free (self);
}

static int
compare_domains (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(StrayException *const *)a)->domain, (*(StrayException *const *)b)->domain);
}

GPtrArray *
stray_exceptions_new (GVariant *value, gint64 now)
{
  GPtrArray *exceptions = g_ptr_array_new_with_free_func ((GDestroyNotify)exception_free);
  GVariantIter iter;
  const char *domain;
  gint64 expiry;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sx}", &domain, &expiry))
    {
      StrayException *exception;

      if (stray_exception_term (expiry, 0, now) == STRAY_EXCEPTION_OVER)
        continue;
      exception = g_new (StrayException, 1);
      exception->domain = g_strdup (domain);
      exception->expiry = expiry;
      g_ptr_array_add (exceptions, exception);
    }
  g_ptr_array_sort (exceptions, compare_domains);
  return exceptions;
}

GVariant *
stray_exceptions_without (GVariant *value, const char *domain)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *each;
  gint64 expiry;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sx}", &each, &expiry))
    if (!g_str_equal (each, domain))
      g_variant_builder_add (&builder, "{sx}", each, expiry);
  return g_variant_builder_end (&builder);
}

char *
stray_exception_standing (const StrayException *self, gboolean allowed, guint days_max, gint64 now)
{
  g_autofree char *date = NULL;

  if (!allowed)
    /* Translators: below a domain in the list of exceptions: it is asked about all the same. */
    return g_strdup (_ ("Not in force: exceptions are switched off."));
  if (stray_exception_term (self->expiry, days_max, now) == STRAY_EXCEPTION_TOO_LONG)
    /* Translators: below a domain in the list of exceptions: it is asked about all the same. */
    return g_strdup_printf (ngettext ("Not in force: an exception may last %u day at most.",
                                      "Not in force: an exception may last %u days at most.", days_max),
                            days_max);
  if (self->expiry == STRAY_EXCEPTION_FOR_GOOD || self->expiry > LAST_DATE)
    /* Translators: below a domain that Straymail does not ask about: it never will again. */
    return g_strdup (_ ("For good"));
  date = stray_date_text (self->expiry, NULL, NULL);
  /* Translators: below a domain that Straymail does not ask about before that
   * day; %s is a date such as “24 December 2026”. */
  return g_strdup_printf (_ ("Until %s"), date);
}
