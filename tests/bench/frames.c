/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Watches an X display from outside and says when a window got its first frame.
 *
 * For every window a program opens from now on one line goes to standard output, as
 * soon as there is something to be seen in it: the time on CLOCK_MONOTONIC in
 * milliseconds. `ready` goes out before, once it watches. Ends with its standard
 * input. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Windows go when they like; what cannot be asked of them any more is not asked. */
static int
x_error_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

/* Whether a program opened it, and not the window manager around another window:
 * those have no class (ICCCM, 4.1.2.5). */
static int
is_programs_own (Display *display, Window window)
{
  XClassHint hint;

  if (!XGetClassHint (display, window, &hint))
    return 0;
  XFree (hint.res_name);
  XFree (hint.res_class);
  return 1;
}

/* A frame has text in it: more than one pixel of a hundred is unlike the first one.
 * A window without its contents is of one colour. */
static int
is_drawn (Display *display, Window window)
{
  XWindowAttributes attributes;
  XImage *image;
  unsigned long first, unlike = 0;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.map_state != IsViewable)
    return 0;
  image = XGetImage (display, window, 0, 0, (unsigned)attributes.width, (unsigned)attributes.height,
                     AllPlanes, ZPixmap);
  if (image == NULL)
    return 0;
  first = XGetPixel (image, 0, 0);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      unlike += XGetPixel (image, x, y) != first;
  XDestroyImage (image);
  return unlike * 100 > (unsigned long)attributes.width * (unsigned long)attributes.height;
}

static void
damaged (Display *display, const XDamageNotifyEvent *event)
{
  double time = now_ms ();

  XDamageSubtract (display, event->damage, None, None);
  if (!is_programs_own (display, event->drawable) || !is_drawn (display, event->drawable))
    return;
  XDamageDestroy (display, event->damage);
  XSync (display, False);
  printf ("%.3f\n", time);
  fflush (stdout);
}

int
main (void)
{
  Display *display = XOpenDisplay (NULL);
  int damage_event, damage_error;

  if (display == NULL || !XDamageQueryExtension (display, &damage_event, &damage_error))
    {
      fprintf (stderr, "bench-frames: there is no display that tells what is drawn\n");
      return EXIT_FAILURE;
    }
  XSetErrorHandler (x_error_cb);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  printf ("ready\n");
  fflush (stdout);

  for (;;)
    {
      struct pollfd fds[] = { { .fd = ConnectionNumber (display), .events = POLLIN },
                              { .fd = STDIN_FILENO, .events = POLLIN } };

      while (XPending (display) > 0)
        {
          XEvent event;

          XNextEvent (display, &event);
          if (event.type == CreateNotify)
            XDamageCreate (display, event.xcreatewindow.window, XDamageReportNonEmpty);
          else if (event.type == damage_event + XDamageNotify)
            damaged (display, (const XDamageNotifyEvent *)&event);
        }
      XFlush (display);
      if (poll (fds, 2, -1) < 0 || fds[1].revents != 0)
        return EXIT_SUCCESS;
    }
}
