/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayPresence:
 * @STRAY_PRESENCE_NONE: the profile does not have the extension
 * @STRAY_PRESENCE_ON: it has, and the extension runs there
 * @STRAY_PRESENCE_OFF: somebody switched it off
 * @STRAY_PRESENCE_UNFIT: Thunderbird keeps it off, since it does not suit that version, for instance
 */
typedef enum
{
  STRAY_PRESENCE_NONE,
  STRAY_PRESENCE_ON,
  STRAY_PRESENCE_OFF,
  STRAY_PRESENCE_UNFIT,
} StrayPresence;

/**
 * stray_profiles_list:
 * @home: what Thunderbird takes for the user's home
 *
 * Returns: (transfer full): the folders of the Thunderbird profiles there, as its
 *   profiles.ini names them; %NULL-terminated
 */
char **stray_profiles_list (const char *home);

/** Returns: what Thunderbird noted of the extension in the extensions.json of the profile @folder */
StrayPresence stray_profile_find_extension (const char *folder);

G_END_DECLS
