/* system_complete_test.c - what the shells complete on ramtop's command line: bash is asked, of the others the files are read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"
#include "workload_program.h"

#define COMPLETIONS "build/check/completions/"

/* What bash would offer for the last of these words, with blanks between. */
static const char *offered(const char *words)
{
	const char *script = text_of(". " COMPLETIONS "ramtop.bash && COMP_WORDS=(ramtop %s) && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && "
	                             "_ramtop && printf '%%s ' \"${COMPREPLY[@]}\"", words);
	struct printed p = program_run((const char *const[]){ "bash", "--norc", "-c", script, NULL }, NULL);

	ck_assert_msg(p.err[0] == '\0', "%s: %s", words, p.err);
	return p.out;
}

START_TEST(bash_completes_options_values_and_commands)
{
	static const struct { const char *words, *want; } cases[] = {
		{ "''",                    "show ledger run containers oom " },
		{ "l",                     "ledger " },
		{ "-o pid,tren",           "pid,trend " },
		{ "-o vs",                 "vsz " },
		{ "-s -swapp",             "-swappss " },
		{ "--sort = swapp",        "swappss " },
		{ "--sort=swapp",          "--sort=swappss " },
		{ "-bs swapp",             "swappss " },
		{ "-g c",                  "container cgroup command " },
		{ "-g user -o mem",        "members " },
		{ "--group=user -o mem",   "members " },
		{ "--format j",            "json " },
		{ "--source ''",           "auto bpf proc " },
		{ "--list tab",            "tables " },
		{ "-u roo",                "root " },
		{ "--proc /pro",           "/proc " },
		{ "-f 'swapp'",            "swappss " },
		{ "--read",                "--readonly " },
		{ "-d 2 o",                "oom " },
		{ "--delay = 2 o",         "oom " },
		{ "show --",               "--format --json --proc --help " },
		{ "ledger page",           "page_tables " },
		{ "ledger page_tables ''", " " },
		{ "oom ''",                " " },
		{ "run --wai",             "--wait-all " },
		{ "run ramto",             "" },
		{ "containers --no-",   "--no-stream --no-trunc " },
		{ "containers ramto",   " " },
		{ "-n ''",                 " " },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *got = offered(cases[i].words);
		ck_assert_msg(strcmp(got, cases[i].want) == 0, "%s: '%s' instead of '%s'", cases[i].words, got, cases[i].want);
	}
}
END_TEST

START_TEST(bash_completes_pids_one_after_the_other)
{
	ck_assert_ptr_nonnull(strstr(offered("-p 1,"), "1,1 "));
	ck_assert_ptr_nonnull(strstr(offered("show ''"), "1 "));
}
END_TEST

static char *file_of(const char *path)
{
	FILE *f = fopen(path, "r");
	static char text[1 << 18];
	size_t n;

	ck_assert_msg(f != NULL, "%s is missing", path);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

START_TEST(every_shell_knows_every_option_column_and_command)
{
	static const struct { const char *path, *option; } shells[] = {
		{ COMPLETIONS "ramtop.bash", "--" }, { COMPLETIONS "_ramtop", "--" }, { COMPLETIONS "ramtop.fish", "-l " },
	};

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		const char *file = file_of(shells[i].path), *at;
		char name[64], want[80];
		for (at = ramtop("--list=options").out; *at; at = strchr(at, '\n') + 1) {
			const char *option = strstr(at, "--") + 2;
			snprintf(name, sizeof(name), "%.*s", (int)strcspn(option, " "), option);
			snprintf(want, sizeof(want), "%s%s", shells[i].option, name);
			ck_assert_msg(strstr(file, want) != NULL, "%s lacks %s", shells[i].path, want);
		}
		for (at = text_of("%s%s", ramtop("--list=columns").out, ramtop("--list=commands").out); *at; at = strchr(at, '\n') + 1) {
			snprintf(name, sizeof(name), "%.*s", (int)strcspn(at, " "), at);
			ck_assert_msg(strstr(file, name) != NULL, "%s lacks %s", shells[i].path, name);
		}
	}
}
END_TEST

SUITE(system_complete, bash_completes_options_values_and_commands, bash_completes_pids_one_after_the_other,
      every_shell_knows_every_option_column_and_command)
