/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "display.h"

#include <unistd.h>

/* In pixels: a panel, and a title bar. */
#define AROUND_WINDOW 72

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#endif
#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#include <poll.h>
#include <wayland-client.h>
#endif

static int exit_status;

#ifdef GDK_WINDOWING_X11
static int
x_io_error_cb (Display *display)
{
  _exit (exit_status);
}
#endif

#ifdef GDK_WINDOWING_WAYLAND
static struct pollfd wayland;

/* GDK says that the display is gone, and ends the process with its own status: so it gets
 * no further than saying so. Any source of ours may come too late. */
static GLogWriterOutput
log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (poll (&wayland, 1, 0) > 0)
    _exit (exit_status);
  return g_log_writer_default (level, fields, n_fields, user_data);
}
#endif

void
stray_display_watch (GdkDisplay *display, int status)
{
  exit_status = status;
#ifdef GDK_WINDOWING_X11
  if (GDK_IS_X11_DISPLAY (display))
    XSetIOErrorHandler (x_io_error_cb);
#endif
#ifdef GDK_WINDOWING_WAYLAND
  if (GDK_IS_WAYLAND_DISPLAY (display))
    {
      /* That it is gone poll() tells without being asked for it. */
      wayland.fd = wl_display_get_fd (gdk_wayland_display_get_wl_display (display));
      g_log_set_writer_func (log_cb, NULL, NULL);
    }
#endif
}

#ifdef GDK_WINDOWING_X11
/* Window managers put a dialog into the middle, where a person looks, and other
 * windows wherever there is room. GTK 4 says so of no window without a parent. */
static void
declare_dialog (GdkDisplay *display, GdkSurface *surface)
{
  Atom type = gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_WINDOW_TYPE");
  Atom dialog = gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_WINDOW_TYPE_DIALOG");

  XChangeProperty (gdk_x11_display_get_xdisplay (display), gdk_x11_surface_get_xid (surface), type, XA_ATOM,
                   32, PropModeReplace, (const unsigned char *)&dialog, 1);
}
#endif

void
stray_display_present (GtkWindow *window)
{
#ifdef GDK_WINDOWING_X11
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (window));

  /* Window managers put a window without a time of its own behind the one the
   * person works in; this one is as new as it looks. */
  if (GDK_IS_X11_DISPLAY (display))
    {
      GdkSurface *surface;

      gtk_widget_realize (GTK_WIDGET (window));
      surface = gtk_native_get_surface (GTK_NATIVE (window));
      declare_dialog (display, surface);
      gtk_window_present_with_time (window, gdk_x11_get_server_time (surface));
      return;
    }
#endif
  gtk_window_present (window);
}

int
stray_display_height_limit (GdkDisplay *display)
{
  GListModel *monitors = gdk_display_get_monitors (display);
  int limit = G_MAXINT;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      limit = MIN (limit, geometry.height - AROUND_WINDOW);
    }
  return MAX (limit, 1);
}
