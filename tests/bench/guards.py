# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What detection is measured of: Straymail, and two tools others use for it.

Each guard answers the same question: which of these domains look like one of
those that are trusted? The answer to one domain is None, or the domain that was
probably meant.
"""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import tempfile

from home import Home

HERE = pathlib.Path(__file__).resolve().parent


class Straymail:
    """The installed command line, one run for each list."""

    name = "straymail"

    def __init__(self, executable):
        self._executable = executable

    def check_many(self, questions):
        """Answers [(trust, domains)], trust None for what is built in; a list of answers each."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(lambda question: self.check(*question), questions))

    def check(self, trust, domains, home=()):
        return [row.get("resembles") if row["verdict"] == "lookalike" else None
                for row in self.rows(trust, domains, home)]

    def rows(self, trust, domains, home=()):
        """The verdicts as `straymail check --json` writes them."""
        with Home() as own, tempfile.NamedTemporaryFile("w", suffix=".list") as trusted:
            arguments = [self._executable, "check", "--json", f"--home={','.join(home)}"]
            if trust is not None:
                trusted.write("\n".join(trust) + "\n")
                trusted.flush()
                arguments.append(f"--trusted={trusted.name}")
            done = subprocess.run(arguments, input="".join(f"a@{domain}\n" for domain in domains), text=True,
                                  env=own.env, capture_output=True, check=False)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        if done.returncode not in (0, 1) or len(rows) != len(domains):
            raise RuntimeError(f"straymail check failed with status {done.returncode}: {done.stderr}")
        return rows


class Mailcheck:
    """mailcheck 1.1.1 (npm), with the trust list in place of its defaults.

    Told the second-level names and the endings of the trusted domains, too, as its
    options have it, it finds more, but takes each name and ending for itself and
    flags most real domains; told the domains only, it has its best results.
    """

    def __init__(self, directory, domains_only):
        self.name = "mailcheck, domains" if domains_only else "mailcheck, all"
        self._domains_only = domains_only
        self._directory = pathlib.Path(directory).resolve()
        if not (self._directory / "node_modules/mailcheck").is_dir():
            self._directory.mkdir(parents=True, exist_ok=True)
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts",
                            "--prefix", self._directory, "mailcheck@1.1.1"], check=True, stdout=subprocess.DEVNULL)

    def check_many(self, questions):
        done = subprocess.run(["node", HERE / "mailcheck.js", self._directory / "node_modules/mailcheck"],
                              input="".join(json.dumps({"trust": trust, "domains": domains,
                                                        "domainsOnly": self._domains_only}) + "\n"
                                            for trust, domains in questions),
                              text=True, capture_output=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]


class Dnstwist:
    """dnstwist (Debian): a domain is flagged when it is, or lies below, one of the
    permutations of a trusted domain. Its dictionary of endings holds all
    country-code ones, beside the two that come with it."""

    name = "dnstwist"

    def __init__(self, table):
        dictionaries = pathlib.Path("/usr/share/dnstwist/dictionaries")
        endings = [line.split("\t")[0] for line in pathlib.Path(table).read_text().splitlines()
                   if line and not line.startswith("#")]
        for name in ("common_tlds.dict", "abused_tlds.dict"):
            endings += [line.strip() for line in (dictionaries / name).read_text().splitlines()
                        if line.strip() and not line.startswith("#")]
        self._endings = sorted(set(endings))

    def check_many(self, questions):
        """Each entry once for all questions, since one takes a good part of a second."""
        domains_of = {}
        for trust, domains in questions:
            for entry in trust:
                if not entry.startswith("*."):
                    domains_of.setdefault(entry, set()).update(domains)
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            flagged = dict(zip(domains_of, pool.map(self._find, domains_of.items(), chunksize=4)))
        return [[next((entry for entry in trust if domain in flagged.get(entry, ())), None) for domain in domains]
                for trust, domains in questions]

    def _find(self, job):
        """Those of the domains that are, or lie below, a permutation of the entry."""
        import dnstwist

        entry, domains = job
        fuzzer = dnstwist.Fuzzer(entry, tld_dictionary=self._endings)
        fuzzer.generate()
        permutations = {p["domain"] for p in fuzzer.domains if p["fuzzer"] != "*original"}
        return {domain for domain in domains
                if any(domain[at:] in permutations for at in range(len(domain)) if at == 0 or domain[at - 1] == ".")}
