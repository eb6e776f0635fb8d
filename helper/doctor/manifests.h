/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Native manifests: how Thunderbird finds the host. It reads the user's first, so
 * that goes before the one for everybody. */

/** The id of the extension. */
#define STRAY_EXTENSION_ID "straymail@straymail.org"

/** The name of the host, which its manifest bears too. */
#define STRAY_MANIFEST_NAME "org.straymail.host"

/** Returns: (transfer full): where Thunderbird looks for the user's own */
char *stray_manifest_user (void);

/** Returns: where Thunderbird looks for the one for everybody */
const char *stray_manifest_system (void);

/** Returns: (transfer full) (nullable): the program the manifest @path names; %NULL where
 * there is none, or none that can be read */
char *stray_manifest_program (const char *path);

G_END_DECLS
