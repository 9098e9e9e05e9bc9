/* monitor.c - the table of monitors. Starts none of them, except to ask its version. */
#define _GNU_SOURCE
#include "monitor.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Cyan behind the chosen row; 24 is a blue. top has no such row: its line of coordinates, which C shows, tells. */
#define PAGE_DOWN "\033[6~"

static const struct monitor_spec specs[] = {
	{ .name = "ramtop", .version = "--version",
	  .settings = {
		[AS_IT_COMES]    = { { "-d", "1" },       NULL, "its defaults" },
		[THREADS_HIDDEN] = { { "-d", "1" },       NULL, "its defaults" },
		[THREADS_SHOWN]  = { { "-d", "1", "-H" }, NULL, "threads shown" },
		[PSS_SHOWN]      = { { "-d", "1", "-opid,user,rss,pss,command" }, NULL, "PSS of the rows in sight" } },
	  .prepare = PAGE_DOWN, .answers = { "\033[48;5;24m", "\033[48;5;24m" } },

	{ .name = "htop", .version = "--version", .file = ".config/htop/htoprc",
	  .settings = {
		[AS_IT_COMES]    = { { "-d", "10" }, NULL, "its defaults; before 3.6 these show threads" },
		[THREADS_HIDDEN] = { { "-d", "10" }, "hide_userland_threads=1\n", "threads hidden" },
		[THREADS_SHOWN]  = { { "-d", "10" }, "hide_userland_threads=0\n", "threads shown" },
		[PSS_SHOWN]      = { { "-d", "10" }, "fields=0 48 39 118 1\n", "PID USER RES PSS Command; PSS of all, every other refresh" } },
	  .prepare = PAGE_DOWN, .answers = { "\033[30m\033[46m", "\033[30m\033[46m" } },

	{ .name = "top", .version = "-V",
	  .settings = {
		[AS_IT_COMES]    = { { "-d", "1" },       NULL, "its defaults; threads hidden" },
		[THREADS_HIDDEN] = { { "-d", "1" },       NULL, "its defaults" },
		[THREADS_SHOWN]  = { { "-d", "1", "-H" }, NULL, "threads shown" } },
	  .prepare = "C", .answers = { "y = 2/", "y = 1/" } },

	{ .name = "btop", .version = "--version", .file = ".config/btop/btop.conf",
	  .settings = {
		[AS_IT_COMES]    = { { NULL }, "update_ms = 1000\n", "its defaults and update_ms = 1000" },
		[THREADS_HIDDEN] = { { NULL }, "update_ms = 1000\n", "its defaults and update_ms = 1000" } } },

	{ .name = "atop", .version = "-V",
	  .settings = {
		[AS_IT_COMES]    = { { "1" },       NULL, "its defaults" },
		[THREADS_HIDDEN] = { { "1" },       NULL, "its defaults" },
		[THREADS_SHOWN]  = { { "-y", "1" }, NULL, "threads shown" },
		[PSS_SHOWN]      = { { "-R", "1" }, NULL, "PSS of all" } } },
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

const struct setting *monitor_setting(const struct monitor *m, enum way way)
{
	const struct setting *s = &m->spec->settings[way];

	return s->remark ? s : NULL;
}

static bool is_same(const struct setting *a, const struct setting *b)
{
	return memcmp(a->args, b->args, sizeof a->args) == 0 && a->config == b->config;
}

static void print_setting(const struct monitor *m, const struct setting *s)
{
	char call[64];
	int n = snprintf(call, sizeof call, "%s", m->spec->name);

	for (size_t i = 0; i < MONITOR_ARGS && s->args[i]; i++)
		n += snprintf(call + n, sizeof call - (size_t)n, " %s", s->args[i]);
	printf("  %-40s%-8s%s\n", call, m->version, s->remark);
}

/* Each setting once. */
static void print_one(const struct monitor *m)
{
	for (enum way way = 0; way < WAYS; way++) {
		const struct setting *s = monitor_setting(m, way);

		if (s && (way == AS_IT_COMES || !is_same(s, &m->spec->settings[AS_IT_COMES])))
			print_setting(m, s);
	}
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
