/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

"use strict";

messenger.compose.onBeforeSend.addListener(() => ({}));
