/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells a test what no accessibility interface has: which texts do not fit, where things
 * are, and whether something moves. A GIO module, so that the program under test is the one people get:
 * it loads this where GIO_EXTRA_MODULES says so (tests/support/probe.py). Each SIGUSR1 has it write
 * lines to the file STRAY_TEST_PROBE: a word, and what belongs to it. */

#include <glib-unix.h>
#include <gtk/gtk.h>
#include <math.h>

/* In pixels: rounding. */
#define TOLERANCE 1

static guint n_updates;
static GHashTable *watched; /* a set of GdkFrameClock */

static void
update_cb (GdkFrameClock *clock)
{
  n_updates++;
}

static gboolean
overflows (GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  return pango_layout_is_ellipsized (layout) || width > gtk_widget_get_width (GTK_WIDGET (label))
         || height > gtk_widget_get_height (GTK_WIDGET (label));
}

/* Whether @widget is cut by what it is in, up to what scrolls. */
static gboolean
is_cut (GtkWidget *widget)
{
  for (GtkWidget *around = gtk_widget_get_parent (widget); around != NULL && !GTK_IS_VIEWPORT (around);
       around = gtk_widget_get_parent (around))
    {
      graphene_rect_t bounds, limits;

      if (!gtk_widget_compute_bounds (widget, around, &bounds)
          || !gtk_widget_compute_bounds (around, around, &limits))
        return TRUE;
      graphene_rect_inset (&limits, -TOLERANCE, -TOLERANCE);
      if (!graphene_rect_contains_rect (&limits, &bounds))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_clipped (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return overflows (GTK_LABEL (widget)) || is_cut (widget);
  return (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_ENTRY (widget)) && is_cut (widget);
}

static void
tell_clipped (GString *told, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_clipped (widget))
    {
      const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";
      g_autofree char *line = g_strescape (text, "");

      g_string_append_printf (told, "clipped %s “%s”\n", G_OBJECT_TYPE_NAME (widget), line);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_clipped (told, child);
}

static GtkLabel *
find_label (GtkWidget *widget)
{
  GtkLabel *label = GTK_IS_LABEL (widget) ? GTK_LABEL (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && label == NULL;
       child = gtk_widget_get_next_sibling (child))
    label = find_label (child);
  return label;
}

/* Where everything that can be seen is in its window, and the first text in it. */
static void
tell_boxes (GString *told, GtkWidget *widget)
{
  GtkLabel *label = find_label (widget);
  g_autofree char *text
      = g_strdelimit (g_strdup (label != NULL ? gtk_label_get_text (label) : ""), "\n", ' ');
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_rect_t box;
  double x, y;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &box))
    return;
  gtk_native_get_surface_transform (native, &x, &y);
  g_string_append_printf (told, "box %d %d %d %d %s %s\n", (int)(box.origin.x + x), (int)(box.origin.y + y),
                          (int)box.size.width, (int)box.size.height, G_OBJECT_TYPE_NAME (widget), text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_boxes (told, child);
}

static void
watch (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  if (clock != NULL && g_hash_table_add (watched, clock))
    g_signal_connect (clock, "update", G_CALLBACK (update_cb), NULL);
}

/* WCAG 2.1, “relative luminance”. */
static double
luminance (const GdkRGBA *colour)
{
  const double channels[] = { colour->red, colour->green, colour->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    sum += weights[i]
           * (channels[i] <= 0.03928 ? channels[i] / 12.92 : pow ((channels[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/* The contrast of what lines are drawn in to what they are drawn on (WCAG 2.1, “contrast ratio”). */
static double
contrast_of_lines (GtkWidget *window)
{
  GtkStyleContext *style = gtk_widget_get_style_context (window);
  GdkRGBA lines, ground;
  double a, b;

  if (!gtk_style_context_lookup_color (style, "borders", &lines)
      || !gtk_style_context_lookup_color (style, "theme_bg_color", &ground))
    return 0;
  a = luminance (&lines);
  b = luminance (&ground);
  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* How light what everything is drawn on is: 0 is black. */
static double
lightness_of_ground (GtkWidget *window)
{
  GdkRGBA ground = { 0 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (window), "theme_bg_color", &ground);
  return luminance (&ground);
}

static void
tell_theme (GString *told, GtkWidget *window)
{
  g_autofree char *name = NULL;
  char lines[G_ASCII_DTOSTR_BUF_SIZE], ground[G_ASCII_DTOSTR_BUF_SIZE];

  g_object_get (gtk_widget_get_settings (window), "gtk-theme-name", &name, NULL);
  g_ascii_dtostr (lines, sizeof lines, contrast_of_lines (window));
  g_ascii_dtostr (ground, sizeof ground, lightness_of_ground (window));
  g_string_append_printf (told, "theme %s\nlines %s\nground %s\n", name, lines, ground);
}

static gboolean
tell_cb (gpointer user_data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      watch (window);
      tell_clipped (told, window);
      tell_boxes (told, window);
      tell_theme (told, window);
    }
  g_string_append_printf (told, "updates %u\n", n_updates);
  if (!g_file_set_contents (g_getenv ("STRAY_TEST_PROBE"), told->str, told->len, NULL))
    g_warning ("the probe cannot be written");
  return G_SOURCE_CONTINUE;
}

G_MODULE_EXPORT void
g_io_module_load (GIOModule *module)
{
  /* What it registered with GLib's main loop stays. */
  g_type_module_use (G_TYPE_MODULE (module));
  watched = g_hash_table_new (NULL, NULL);
  g_unix_signal_add (SIGUSR1, tell_cb, NULL);
}

G_MODULE_EXPORT void
g_io_module_unload (GIOModule *module)
{
}
