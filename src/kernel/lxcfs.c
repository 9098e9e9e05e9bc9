/* lxcfs.c - finds the mounts of lxcfs over files of /proc. Opens no file. */
#include "lxcfs.h"

#include <string.h>

#include "mount_line.h"
#include "vec.h"

static bool is_word(struct text_at t, const char *word)
{
	return text_skip(&t, word) && t.at == t.end;
}

unsigned lxcfs_parse(const char *text, size_t length)
{
	static const struct { const char *point; unsigned bit; } files[] = {
		{ "/proc/meminfo", LXCFS_MEMINFO }, { "/proc/stat", LXCFS_STAT }, { "/proc/loadavg", LXCFS_LOADAVG },
	};
	struct text_at t = { text, text + length }, line;
	struct mount_line m;
	unsigned found = 0;

	while (text_line(&t, &line)) {
		if (!mount_parse(line.at, (size_t)(line.end - line.at), &m))
			continue;
		/* What is mounted last is what is seen. */
		for (size_t i = 0; i < ARRAY_LEN(files); i++)
			if (is_word(m.point, files[i].point))
				found = is_word(m.type, "fuse.lxcfs") ? found | files[i].bit : found & ~files[i].bit;
	}
	return found;
}
