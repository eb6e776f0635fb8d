/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "checkup.h"

#include "native-messaging/json.h"

G_BEGIN_DECLS

/* What stray_doctor_full() consists of: each function adds to @checkups at least
 * one verdict for each thing it looks at. Those in stray_doctor_short() are quick. */

typedef void (*StrayCheck) (GPtrArray *checkups);

void stray_check_programs (GPtrArray *checkups);
void stray_check_manifests (GPtrArray *checkups);
void stray_check_shadowing (GPtrArray *checkups);
void stray_check_thunderbird (GPtrArray *checkups);
void stray_check_sandboxes (GPtrArray *checkups);
void stray_check_enclosures (GPtrArray *checkups);
void stray_check_extension (GPtrArray *checkups);
void stray_check_confinement (GPtrArray *checkups);
void stray_check_settings (GPtrArray *checkups);
void stray_check_home (GPtrArray *checkups);
void stray_check_databases (GPtrArray *checkups);
void stray_check_trust_lists (GPtrArray *checkups);
void stray_check_severities (GPtrArray *checkups);
void stray_check_display (GPtrArray *checkups);
void stray_check_bus_address (GPtrArray *checkups);
void stray_check_session_bus (GPtrArray *checkups);
void stray_check_round_trip (GPtrArray *checkups);

/**
 * stray_checkup_add:
 * @check: static
 * @text: (transfer full)
 * @fix: (transfer full) (nullable): as in #StrayCheckup
 */
void stray_checkup_add (GPtrArray *checkups, const char *check, StrayHealth health, char *text, char *fix);

/** Returns: (transfer full): the fix that many have in common, translated. */
char *stray_fix_install (void);

/** Returns: (transfer full): how the extension is added to a profile by hand, translated. */
char *stray_fix_add (void);

/**
 * stray_doctor_check_owner:
 * @path: a file or folder that is there
 * @own: whether it may belong to the user, and not only to root
 *
 * Where others could have written @path, or, without @own, put another one in its place
 * since they can write to a folder it is in, adds verdicts on @check.
 *
 * Returns: whether nobody but root, or with @own the user, could have
 */
gboolean stray_doctor_check_owner (GPtrArray *checkups, const char *check, const char *path, gboolean own);

/**
 * stray_doctor_read:
 * @length: (out)
 *
 * Reads a file that may be anything: what is none, such as a pipe nobody writes to, or is
 * larger than what the doctor looks at ever is, is not waited for.
 *
 * Returns: (transfer full) (nullable): what is in it, with a 0 behind it
 */
char *stray_doctor_read (const char *path, gsize *length);

/**
 * stray_doctor_read_json:
 * @path: a file
 * @own: whether it may belong to the user, and not only to root
 *
 * Reads the JSON object in @path. Where that is not possible, or others could have
 * written it, as stray_doctor_check_owner() has it, adds a verdict on @check.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *stray_doctor_read_json (GPtrArray *checkups, const char *check, const char *path, gboolean own);

/** Returns: (transfer full): the program Thunderbird starts: that of the first manifest it
 * reads, else the one that was installed with this */
char *stray_doctor_host (void);

G_END_DECLS
