#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the unittest classes of one file and reports in TAP.

    tap_runner.py tests/integration/frames.py [TestClass.test_name …]
"""

import importlib.util
import pathlib
import sys
import unittest

from tap import TAPTestRunner

path = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(path.parent))
sys.path.insert(0, str(path.parent.parent / "support"))

spec = importlib.util.spec_from_file_location(path.stem, path)
module = importlib.util.module_from_spec(spec)
sys.modules[path.stem] = module
spec.loader.exec_module(module)

loader = unittest.defaultTestLoader
if sys.argv[2:]:
    suite = loader.loadTestsFromNames(sys.argv[2:], module)
else:
    suite = loader.loadTestsFromModule(module)
if suite.countTestCases() == 0:
    sys.exit(f"{path} holds no test")

runner = TAPTestRunner()
runner.set_stream(True)
result = runner.run(suite)
sys.exit(0 if result.wasSuccessful() else 1)
