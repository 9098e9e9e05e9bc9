/* freezer.c - the files of the freezer, in both versions. Asks nobody whether it should, and knows not who is in it. */
#define _GNU_SOURCE
#include "freezer.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "group_dir.h"

#define FILE_ROOM 512

static bool is_freezer(int dir, enum cgroup_version version)
{
	return faccessat(dir, version == CGROUP_V1 ? "freezer.state" : "cgroup.freeze", F_OK, 0) == 0;
}

bool freezer_open(struct freezer *f, const struct cgroup_places *places, struct cgroup_span path)
{
	static const struct { enum cgroup_controller in; enum cgroup_version version; } where[] = {
		{ IN_FREEZER, CGROUP_V1 }, { IN_UNIFIED, CGROUP_V2 },
	};

	for (size_t i = 0; i < ARRAY_LEN(where); i++) {
		*f = (struct freezer){ .dir = cgroup_tree_group(&places->of[where[i].in], path), .version = where[i].version };
		if (f->dir >= 0 && is_freezer(f->dir, f->version))
			return true;
		freezer_close(f);
	}
	return false;
}

void freezer_close(struct freezer *f)
{
	if (f->dir >= 0)
		close(f->dir);
	f->dir = -1;
}

/* 1 or 0; -1 where it cannot be told. */
static int read_flag(int dir, const char *file, const char *key)
{
	char text[FILE_ROOM];
	ssize_t n = cgroup_file_read(dir, file, text, sizeof(text));
	uint64_t flag;

	if (n <= 0 || !(key ? cgroup_keyed_parse(text, (size_t)n, key, &flag) : cgroup_number_parse(text, (size_t)n, &flag)))
		return -1;
	return flag != 0;
}

/* -1: unknown; else whether all of it stands still. */
static int is_still(const struct freezer *f)
{
	char state[FILE_ROOM];
	ssize_t n;

	if (f->version == CGROUP_V2)
		return read_flag(f->dir, "cgroup.events", "frozen ");
	n = cgroup_file_read(f->dir, "freezer.state", state, sizeof(state));
	return n <= 0 ? -1 : n >= 6 && memcmp(state, "FROZEN", 6) == 0;
}

enum freezing freezer_look(const struct freezer *f)
{
	bool is_v1 = f->version == CGROUP_V1;
	int told, still, above;

	if (f->dir < 0)
		return FREEZER_UNKNOWN;
	told = read_flag(f->dir, is_v1 ? "freezer.self_freezing" : "cgroup.freeze", NULL);
	still = is_still(f);
	if (told < 0 || still < 0)
		return FREEZER_UNKNOWN;
	if (told)
		return still ? FREEZER_FROZEN : FREEZER_BEGINS;
	above = is_v1 ? read_flag(f->dir, "freezer.parent_freezing", NULL) : still;
	return above == 1 ? FREEZER_ABOVE : FREEZER_RUNS;
}

bool freezer_stop(const struct freezer *f)
{
	return f->version == CGROUP_V1 ? group_dir_write(f->dir, "freezer.state", "FROZEN") : group_dir_write(f->dir, "cgroup.freeze", "1");
}

bool freezer_go_on(const struct freezer *f)
{
	return f->version == CGROUP_V1 ? group_dir_write(f->dir, "freezer.state", "THAWED") : group_dir_write(f->dir, "cgroup.freeze", "0");
}
