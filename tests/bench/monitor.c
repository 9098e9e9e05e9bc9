/* monitor.c - the table of monitors. Starts none of them, except to ask its version. */
#define _GNU_SOURCE
#include "monitor.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct monitor_spec specs[] = {
	{ .name = "ramtop", .args = { "-d", "1" },  .version = "--version", .remark = "its defaults" },
	{ .name = "htop",   .args = { "-d", "10" }, .version = "--version", .remark = "its defaults; before 3.6 these show threads" },
	{ .name = "top",    .args = { "-d", "1" },  .version = "-V",        .remark = "its defaults; threads hidden" },
	{ .name = "btop",   .args = { NULL },       .version = "--version", .remark = "its defaults and update_ms = 1000",
	  .config = ".config/btop/btop.conf",       .text = "update_ms = 1000\n" },
	{ .name = "atop",   .args = { "1" },        .version = "-V",        .remark = "its defaults" },
};
#define SPECS (sizeof specs / sizeof *specs)

_Static_assert(SPECS <= MONITOR_MAX, "MONITOR_MAX is too small");

static bool on_path(const char *name, char path[PATH_MAX])
{
	const char *at = getenv("PATH");

	while (at && *at) {
		size_t n = strcspn(at, ":");

		if (snprintf(path, PATH_MAX, "%.*s/%s", (int)n, at, name) < PATH_MAX && access(path, X_OK) == 0)
			return true;
		at += n + (at[n] == ':');
	}
	return false;
}

/* "htop 3.2.2", "top from procps-ng 4.0.2", "Version: 2.8.1 - ...": the first word that starts with a digit. */
static void ask_version(struct monitor *m)
{
	char command[PATH_MAX + 64], line[256] = "";
	size_t n = 0;
	char *at;
	FILE *f;

	snprintf(m->version, sizeof m->version, "?");
	if (strchr(m->path, '\''))
		return;
	snprintf(command, sizeof command, "'%s' %s 2>/dev/null </dev/null", m->path, m->spec->version);
	f = popen(command, "re");
	if (!f)
		return;
	if (!fgets(line, sizeof line, f))
		line[0] = '\0';
	pclose(f);

	/* A colour ("\033[1;92m") holds digits too: a version follows a blank. */
	for (at = strchr(line, ' '); at && !isdigit((unsigned char)at[1]); at = strchr(at + 1, ' '))
		;
	if (!at)
		return;
	for (at++; isgraph((unsigned char)at[n]) && n < sizeof m->version - 1; n++)
		m->version[n] = at[n];
	m->version[n] = '\0';
}

static void print_one(const struct monitor *m)
{
	char call[64];
	int n = snprintf(call, sizeof call, "%s", m->spec->name);

	for (size_t i = 0; i < MONITOR_ARGS && m->spec->args[i]; i++)
		n += snprintf(call + n, sizeof call - (size_t)n, " %s", m->spec->args[i]);
	printf("  %-12s %-10s %s\n", call, m->version, m->spec->remark);
}

size_t monitor_find(struct monitor found[MONITOR_MAX], const char *ramtop)
{
	char absent[128] = "";
	size_t count = 0;

	puts("Each was given:");
	for (size_t i = 0; i < SPECS; i++) {
		struct monitor *m = &found[count];

		m->spec = &specs[i];
		if (i == 0 && !realpath(ramtop, m->path)) {
			fprintf(stderr, "bench: cannot run %s: %s\n", ramtop, strerror(errno));
			return 0;
		}
		if (i > 0 && !on_path(specs[i].name, m->path)) {
			size_t n = strlen(absent);

			snprintf(absent + n, sizeof absent - n, " %s", specs[i].name);
			continue;
		}
		ask_version(m);
		print_one(m);
		count++;
	}
	if (*absent)
		printf("  not on PATH, left out:%s\n", absent);
	putchar('\n');
	return count;
}
