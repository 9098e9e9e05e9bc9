/* inspect_columns.c - the columns of a process's threads, files, locks, environment, limits and command. Reads nothing. */
#include "inspect_columns.h"

#include <string.h>

#define GETTER(name) static struct value name(const struct scene *s, size_t row, const struct column *c)
#define ROW(type) const struct type *r = &((const struct type *)s->rows)[row]; (void)c

static struct value signed_number(int64_t n)
{
	return value_number((uint64_t)n);
}

static struct value word(const char *text)
{
	return value_text(text, strlen(text));
}

GETTER(thread_tid)       { ROW(thread_row); return value_number((uint64_t)r->tid); }
GETTER(thread_name)      { ROW(thread_row); return value_text(r->comm, r->comm_length); }
GETTER(thread_state)     { ROW(thread_row); return value_text(&r->state, 1); }
GETTER(thread_time)      { ROW(thread_row); return value_number(r->cpu_ns); }
GETTER(thread_processor) { ROW(thread_row); return signed_number(r->processor); }
GETTER(thread_nice)      { ROW(thread_row); return signed_number(r->nice); }
GETTER(thread_priority)  { ROW(thread_row); return signed_number(r->priority); }
GETTER(thread_minflt)    { ROW(thread_row); return value_number(r->minflt); }
GETTER(thread_majflt)    { ROW(thread_row); return value_number(r->majflt); }

GETTER(file_fd)       { ROW(file_row); return value_number((uint64_t)r->fd); }
GETTER(file_kind)     { ROW(file_row); return word(r->kind); }
GETTER(file_access)   { ROW(file_row); return r->has_info ? word(r->access) : value_unknown(); }
GETTER(file_size)     { ROW(file_row); return r->has_size ? value_number(r->size) : value_blank(); }
GETTER(file_held)     { ROW(file_row); return r->has_size ? value_number(r->held) : value_blank(); }
GETTER(file_deleted)  { ROW(file_row); return r->is_deleted ? word("deleted") : value_blank(); }

/* Of what has no size a position says nothing. */
GETTER(file_position)
{
	ROW(file_row);
	if (!r->has_info)
		return value_unknown();
	return r->has_size ? value_number(r->position) : value_blank();
}

/* What was cut off the name stands behind it. */
GETTER(file_path)
{
	ROW(file_row);
	return value_text(r->path, r->path_length + (r->is_deleted ? strlen(MAPPING_DELETED) : 0));
}

static struct value lock_end(uint64_t n)
{
	return n == FILE_LOCK_END ? word("EOF") : value_number(n);
}

GETTER(lock_fd)     { ROW(lock_row); return value_number((uint64_t)r->fd); }
GETTER(lock_kind)   { ROW(lock_row); return word(r->lock.kind); }
GETTER(lock_access) { ROW(lock_row); return word(r->lock.access); }
GETTER(lock_from)   { ROW(lock_row); return value_number(r->lock.from); }
GETTER(lock_to)     { ROW(lock_row); return lock_end(r->lock.to); }
GETTER(lock_path)   { ROW(lock_row); return value_text(r->path, r->path_length); }

GETTER(line_what) { ROW(command_line); return r->what ? word(r->what) : value_blank(); }
GETTER(line_text) { ROW(command_line); return value_text(r->text, r->length); }

GETTER(variable_name)  { ROW(variable); return value_text(r->name, r->name_length); }
GETTER(variable_value) { ROW(variable); return value_text(r->value, r->value_length); }

static struct value limit_value(uint64_t n)
{
	return n == LIMIT_NONE ? word("unlimited") : value_number(n);
}

GETTER(limit_name) { ROW(limit_row); return value_text(r->name, r->name_length); }
GETTER(limit_soft) { ROW(limit_row); return limit_value(r->soft); }
GETTER(limit_hard) { ROW(limit_row); return limit_value(r->hard); }
GETTER(limit_unit) { ROW(limit_row); return r->unit_length ? value_text(r->unit, r->unit_length) : value_blank(); }

#undef GETTER
#undef ROW

static const struct column thread_columns[] = {
	{ .id = "tid", .title = "TID", .width = 7, .unit = UNIT_ID, .get = thread_tid,
	  .help = "Thread id; of the first thread the pid." },
	{ .id = "state", .title = "S", .width = 1, .unit = UNIT_TEXT, .look = LOOK_STATE, .get = thread_state,
	  .help = "State, as of processes." },
	{ .id = "processor", .title = "CPU", .width = 4, .unit = UNIT_SIGNED, .get = thread_processor,
	  .help = "CPU that it ran on last." },
	{ .id = "time", .title = "TIME", .width = 8, .unit = UNIT_SPAN, .get = thread_time,
	  .help = "CPU time used since it was started." },
	{ .id = "nice", .title = "NI", .width = 3, .unit = UNIT_SIGNED, .get = thread_nice,
	  .help = "Nice value." },
	{ .id = "prio", .title = "PRI", .width = 4, .unit = UNIT_SIGNED, .get = thread_priority,
	  .help = "Priority in the kernel." },
	{ .id = "minflt", .title = "MINFLT", .width = 9, .unit = UNIT_COUNT, .get = thread_minflt,
	  .help = "Page faults that needed no storage: memory that it was the first to touch." },
	{ .id = "majflt", .title = "MAJFLT", .width = 7, .unit = UNIT_COUNT, .get = thread_majflt,
	  .help = "Page faults that waited for storage." },
	{ .id = "name", .title = "NAME", .unit = UNIT_TEXT, .get = thread_name,
	  .help = "Name of the thread." },
};

static const struct column file_columns[] = {
	{ .id = "fd", .title = "FD", .width = 5, .unit = UNIT_ID, .get = file_fd,
	  .help = "The number of the open file." },
	{ .id = "kind", .title = "KIND", .width = 8, .unit = UNIT_TEXT, .get = file_kind,
	  .help = "File, dir, socket, pipe, tty, device, disk, memfd, shm, event, timer and others." },
	{ .id = "access", .title = "MODE", .width = 4, .unit = UNIT_TEXT, .drop = 1, .get = file_access,
	  .help = "Whether it is open to be read (r), written (w) or both." },
	{ .id = "size", .title = "SIZE", .width = 6, .unit = UNIT_BYTES, .get = file_size,
	  .help = "Length of the file." },
	{ .id = "held", .title = "HELD", .width = 6, .unit = UNIT_BYTES, .drop = 3, .get = file_held,
	  .help = "Storage or memory that it takes: less than its length where it has holes." },
	{ .id = "position", .title = "AT", .width = 6, .unit = UNIT_BYTES, .drop = 2, .look = LOOK_QUIET, .get = file_position,
	  .help = "Where it will be read or written next." },
	{ .id = "path", .title = "PATH", .unit = UNIT_TEXT, .get = file_path,
	  .help = "What it is called; (deleted): its name is gone, and the space is free only when all have closed it." },
	{ .id = "deleted", .title = "DELETED", .width = 7, .unit = UNIT_TEXT, .get = file_deleted,
	  .help = "Whether the file has no name any more." },
};

static const struct column lock_columns[] = {
	{ .id = "fd", .title = "FD", .width = 5, .unit = UNIT_ID, .get = lock_fd,
	  .help = "The number of the open file by which the lock is held." },
	{ .id = "kind", .title = "KIND", .width = 6, .unit = UNIT_TEXT, .get = lock_kind,
	  .help = "POSIX, of fcntl(2), the process's own; OFDLCK, of the open file; FLOCK, of flock(2); LEASE." },
	{ .id = "access", .title = "LOCK", .width = 5, .unit = UNIT_TEXT, .get = lock_access,
	  .help = "READ, which others may share, or WRITE." },
	{ .id = "from", .title = "FROM", .width = 12, .unit = UNIT_COUNT, .drop = 1, .get = lock_from,
	  .help = "The first byte of the file that is locked." },
	{ .id = "to", .title = "TO", .width = 12, .unit = UNIT_COUNT, .drop = 1, .get = lock_to,
	  .help = "The last one; EOF: all behind the first, however long the file gets." },
	{ .id = "path", .title = "PATH", .unit = UNIT_TEXT, .get = lock_path,
	  .help = "What the file is called." },
};

static const struct column line_columns[] = {
	{ .id = "what", .title = "", .width = 10, .unit = UNIT_TEXT, .drop = 1, .get = line_what,
	  .help = "What the line is of." },
	{ .id = "text", .title = "TEXT", .unit = UNIT_TEXT, .get = line_text,
	  .help = "A piece of it as wide as the screen." },
};

static const struct column variable_columns[] = {
	{ .id = "name", .title = "NAME", .width = 24, .unit = UNIT_TEXT, .get = variable_name,
	  .help = "Name of the variable." },
	{ .id = "value", .title = "VALUE", .unit = UNIT_TEXT, .get = variable_value,
	  .help = "What it was set to when the program was started." },
};

static const struct column limit_columns[] = {
	{ .id = "name", .title = "LIMIT", .width = 21, .unit = UNIT_TEXT, .get = limit_name,
	  .help = "What is limited." },
	{ .id = "soft", .title = "SOFT", .width = 12, .unit = UNIT_COUNT, .get = limit_soft,
	  .help = "What holds." },
	{ .id = "hard", .title = "HARD", .width = 12, .unit = UNIT_COUNT, .get = limit_hard,
	  .help = "How far the process may raise it." },
	{ .id = "unit", .title = "UNIT", .width = 9, .unit = UNIT_TEXT, .get = limit_unit,
	  .help = "What is counted." },
};

#define SCHEMA(function, its_name, table, shown, key)                                             \
	const struct schema *function(void)                                                       \
	{                                                                                         \
		static const struct schema schema = {                                             \
			.name = its_name, .columns = table, .count = ARRAY_LEN(table),            \
			.standard = shown, .sort = key,                                           \
		};                                                                                \
		return &schema;                                                                   \
	}

SCHEMA(thread_schema,   "threads",     thread_columns,   "tid,state,processor,time,minflt,majflt,name", "time")
SCHEMA(file_schema,     "files",       file_columns,     "fd,kind,access,size,held,position,path",       "fd")
SCHEMA(variable_schema, "environment", variable_columns, "name,value",                                   "name")
SCHEMA(lock_schema,     "locks",       lock_columns,     "fd,kind,access,from,to,path",                          "fd")
SCHEMA(line_schema,     "command",     line_columns,     "what,text",                                            NULL)
SCHEMA(limit_schema,    "limits",      limit_columns,    "name,soft,hard,unit",                          NULL)

size_t fact_format(char *out, size_t room, const struct fact *f, enum text_set set)
{
	if (f->value.kind == VALUE_TEXT)
		return text_printable(out, room, f->value.text.bytes, f->value.text.length, set);
	return unit_format(out, room, f->unit, f->value);
}
