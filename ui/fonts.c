/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fonts.h"

#include <cairo-gobject.h>
#include <string.h>

#define POINTS_PER_INCH 72
#define DEFAULT_FONT "Sans 10"
#define DEFAULT_DPI 96

struct _StrayFonts
{
  PangoFontMap *map;
  GThread *thread; /* nullable; has @map, and what follows, to itself */
  char *text;
  PangoFontDescription *font; /* in pixels */
  cairo_font_options_t *options;
};

/* What the first frame is written in, as the templates have it. One too many or too few
 * costs time and changes nothing. */
static const struct
{
  const char *family; /* NULL: that of the desktop */
  double scale;
  PangoWeight weight;
} styles[] = {
  { NULL, 1, PANGO_WEIGHT_NORMAL },
  { NULL, 1.4, PANGO_WEIGHT_ULTRABOLD },
  { STRAY_FONTS_DOMAIN_FAMILY, STRAY_FONTS_DOMAIN_SCALE, PANGO_WEIGHT_NORMAL },
  { STRAY_FONTS_DOMAIN_FAMILY, STRAY_FONTS_DOMAIN_SCALE, PANGO_WEIGHT_BOLD },
  { NULL, 1, PANGO_WEIGHT_BOLD },
  { NULL, 0.9, PANGO_WEIGHT_NORMAL },
};

StrayFonts *
stray_fonts_new (void)
{
  StrayFonts *self = g_new0 (StrayFonts, 1);

  self->map = pango_cairo_font_map_new ();
  return self;
}

static char *
get_string (GdkDisplay *display, const char *name)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  return gdk_display_get_setting (display, name, &value) ? g_value_dup_string (&value) : NULL;
}

static int
get_int (GdkDisplay *display, const char *name, int fallback)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_INT);
  return gdk_display_get_setting (display, name, &value) ? g_value_get_int (&value) : fallback;
}

/* As GTK does once it has its settings, for which it reads the theme first: the size in
 * pixels, since a font is looked for anew where the sizes differ by a thousandth. */
static PangoFontDescription *
get_font (GdkDisplay *display)
{
  g_autofree char *name = get_string (display, "gtk-font-name");
  int dpi = get_int (display, "gtk-xft-dpi", -1); /* in 1/1024 */
  PangoFontDescription *font = pango_font_description_from_string (name != NULL ? name : DEFAULT_FONT);
  double size = pango_font_description_get_size (font);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi / (double)PANGO_SCALE : DEFAULT_DPI) / POINTS_PER_INCH;
  pango_font_description_set_absolute_size (font, (int)(size + 0.5));
  return font;
}

/* @nick: (nullable): of a value of the enumeration @type
 * Returns: the value; 0, the default of all cairo's enumerations, for another @nick */
static int
get_value (GType type, const char *nick)
{
  g_autoptr (GTypeClass) enumeration = g_type_class_ref (type);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick ((GEnumClass *)enumeration, nick) : NULL;

  return value != NULL ? value->value : 0;
}

static cairo_font_options_t *
get_options (GdkDisplay *display)
{
  cairo_font_options_t *options = cairo_font_options_create ();
  int antialias = get_int (display, "gtk-xft-antialias", -1);
  int hinting = get_int (display, "gtk-xft-hinting", -1);
  g_autofree char *style = get_string (display, "gtk-xft-hintstyle");
  g_autofree char *rgba = get_string (display, "gtk-xft-rgba");
  cairo_subpixel_order_t order = get_value (CAIRO_GOBJECT_TYPE_SUBPIXEL_ORDER, rgba);

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  if (hinting == 0)
    cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  else if (hinting == 1 && style != NULL && g_str_has_prefix (style, "hint"))
    cairo_font_options_set_hint_style (options,
                                       get_value (CAIRO_GOBJECT_TYPE_HINT_STYLE, style + strlen ("hint")));
  cairo_font_options_set_subpixel_order (options, order);
  if (antialias == 0)
    cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_NONE);
  else if (antialias == 1)
    cairo_font_options_set_antialias (
        options, order != CAIRO_SUBPIXEL_ORDER_DEFAULT ? CAIRO_ANTIALIAS_SUBPIXEL : CAIRO_ANTIALIAS_GRAY);
  return options;
}

/* Lays out a text: Pango has the fonts of its letters then, and their measures. */
static void
lay_out (StrayFonts *self, PangoLayout *layout, guint style)
{
  const char *family = styles[style].family;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoRectangle extents;

  if (family != NULL)
    pango_attr_list_insert (attributes, pango_attr_family_new (family));
  pango_attr_list_insert (attributes, pango_attr_scale_new (styles[style].scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (styles[style].weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, self->text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
}

static gpointer
look_for (gpointer user_data)
{
  StrayFonts *self = user_data;
  PangoContext *context = pango_font_map_create_context (self->map);
  PangoLayout *layout = pango_layout_new (context);

  pango_cairo_context_set_font_options (context, self->options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_set_font_description (layout, self->font);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    lay_out (self, layout, i);
  g_object_unref (layout);
  g_object_unref (context);
  return NULL;
}

void
stray_fonts_look_for (StrayFonts *self, GdkDisplay *display, const char *text)
{
  self->text = g_strdup (text);
  self->font = get_font (display);
  self->options = get_options (display);
  self->thread = g_thread_new ("fonts", look_for, self);
}

PangoFontMap *
stray_fonts_get_map (StrayFonts *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  return self->map;
}

void
stray_fonts_free (StrayFonts *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  g_free (self->text);
  g_clear_pointer (&self->font, pango_font_description_free);
  g_clear_pointer (&self->options, cairo_font_options_destroy);
  g_object_unref (self->map);
  g_free (self);
}
