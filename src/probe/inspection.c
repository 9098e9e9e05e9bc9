/* inspection.c - reads one part after the other. Reads no file itself. */
#include "inspection.h"

#include <string.h>

#include "thread.h"

void inspection_init(struct inspection *i)
{
	*i = (struct inspection){ 0 };
	vec_init(&i->facts, sizeof(struct fact));
	vec_init(&i->threads, sizeof(struct thread_row));
	vec_init(&i->files, sizeof(struct file_row));
	vec_init(&i->locks, sizeof(struct lock_row));
	vec_init(&i->environment, sizeof(struct variable));
	vec_init(&i->limits, sizeof(struct limit_row));
	vec_init(&i->bytes, 1);
	regions_init(&i->regions);
}

void inspection_free(struct inspection *i)
{
	vec_free(&i->facts);
	vec_free(&i->threads);
	vec_free(&i->files);
	vec_free(&i->locks);
	vec_free(&i->environment);
	vec_free(&i->limits);
	vec_free(&i->bytes);
	regions_free(&i->regions);
	arena_free(&i->texts);
}

const char *inspection_keep(struct inspection *i, const char *bytes, size_t length)
{
	char *copy = arena_take(&i->texts, length + 1);

	memcpy(copy, bytes, length);
	return copy;
}

static void forget(struct inspection *i)
{
	i->facts.count = i->threads.count = i->files.count = i->locks.count = i->environment.count = i->limits.count = 0;
	i->facts_end = i->rollup_end = i->threads_end = i->files_end = i->locks_end = i->environment_end = i->limits_end = PROBE_UNREAD;
	i->command_end = PROBE_UNREAD;
	i->regions.end = i->regions.memory_end = PROBE_UNREAD;
	i->regions.has_memory = false;
	i->regions.regions.count = i->regions.parts.count = 0;
	arena_clear(&i->texts);
}

static void read_regions(struct inspection *i)
{
	regions_read(&i->regions, &i->subject);
}

void inspection_read(struct inspection *i, const struct subject *s, unsigned parts)
{
	static const struct { unsigned part; void (*read)(struct inspection *i); } readers[] = {
		{ INSPECT_FACTS | INSPECT_ROLLUP, facts_read },   { INSPECT_THREADS, threads_read }, { INSPECT_FILES, files_read },
		{ INSPECT_ENVIRONMENT, environment_read },        { INSPECT_LIMITS, limits_read },   { INSPECT_REGIONS, read_regions },
		{ INSPECT_COMMAND, command_read },
	};
	uint64_t start = thread_used_ns();

	forget(i);
	i->subject = *s;
	i->parts = parts;
	for (size_t k = 0; k < ARRAY_LEN(readers); k++)
		if (parts & readers[k].part)
			readers[k].read(i);
	i->has_ended = !subject_lives(s);
	i->read_ns = thread_now_ns();
	i->cost_ns = thread_used_ns() - start;
}
