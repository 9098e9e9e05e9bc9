/* inspection.h - all that can be known of one process at one time, each part read when it is asked for. */
#ifndef INSPECTION_H
#define INSPECTION_H

#include "arena.h"
#include "file_lock.h"
#include "named.h"
#include "regions.h"
#include "smaps.h"
#include "subject.h"
#include "unit.h"
#include "vec.h"

/* A figure or a text of the summary. All texts live as long as the inspection. */
struct fact {
	const char *section;       /* "process", "memory", "status", …: facts of one stand together */
	const char *name;          /* the key in JSON; of what the kernel names, its own word */
	const char *help;          /* what it is, in a few words; NULL: the kernel's word says it */
	size_t name_length;
	enum unit unit;
	struct value value;
};

struct thread_row {
	pid_t tid;
	char state;
	char comm[16];             /* any byte may be in it; of comm_length */
	uint8_t comm_length;
	int processor;             /* that it ran on last */
	int nice, priority;
	uint64_t cpu_ns, minflt, majflt, start_ns;
};

struct file_row {
	int fd;
	const char *kind;          /* "file", "socket", "memfd", … */
	const char *path;          /* as the kernel writes it; any byte may be in it */
	size_t path_length;
	bool is_deleted;
	bool has_size, has_info;
	uint64_t size, held;       /* bytes; held: of storage or memory */
	uint64_t position;
	const char *access;        /* "r", "w", "rw" */
};

/* A lock that the process holds by one of its open files. */
struct lock_row {
	int fd;
	struct file_lock lock;
	const char *path;          /* of the file, as of its row */
	size_t path_length;
};

/* A variable of the environment; without a '=' it has no value. */
struct variable {
	const char *name, *value;
	size_t name_length, value_length;
};

struct limit_row {
	const char *name, *unit;
	size_t name_length, unit_length;
	uint64_t soft, hard;       /* LIMIT_NONE: unlimited */
};

enum inspection_part {
	INSPECT_FACTS       = 1 << 0,
	INSPECT_ROLLUP      = 1 << 1,  /* of the facts, what takes the mmap lock of the process */
	INSPECT_REGIONS     = 1 << 2,  /* the same, and longer */
	INSPECT_THREADS     = 1 << 3,
	INSPECT_FILES       = 1 << 4,  /* and their locks */
	INSPECT_ENVIRONMENT = 1 << 5,
	INSPECT_LIMITS      = 1 << 6,
	INSPECT_COMMAND     = 1 << 7,  /* of the facts, the command line, the program and its directory: for who wants no more */
	INSPECT_ALL         = (1 << 8) - 1
};

/* Figures that are shown by themselves; unknown where they could not be read. All in bytes. */
struct key_figures {
	struct value rss, pss, uss, swap, peak, vsz;
};

struct inspection {
	struct subject subject;
	unsigned parts;                /* INSPECT_…: those that were asked for */
	struct vec facts;              /* of struct fact */
	struct vec threads;            /* of struct thread_row, by tid */
	struct vec files;              /* of struct file_row, by number */
	struct vec locks;              /* of struct lock_row, by the number of the file */
	struct vec environment;        /* of struct variable, as the process was started with */
	struct vec limits;             /* of struct limit_row */
	struct regions regions;
	struct rollup rollup;
	struct key_figures key;
	enum probe_end facts_end, rollup_end, threads_end, files_end, locks_end, environment_end, limits_end, command_end;
	bool has_ended;                /* the process is no more, or was another's when it was read */
	uint64_t read_ns;              /* of CLOCK_MONOTONIC: when it was done */
	uint64_t cost_ns;              /* CPU time that it took */
	struct vec bytes;              /* scratch */
	struct arena texts;
};

void inspection_init(struct inspection *i);
void inspection_free(struct inspection *i);

/* Reads these parts; the others stay empty. The subject is copied. */
void inspection_read(struct inspection *i, const struct subject *s, unsigned parts);

/* The parts, for inspection_read. Each says in its end how it went. */
void facts_read(struct inspection *i);
void threads_read(struct inspection *i);
void files_read(struct inspection *i);      /* and their locks */
void command_read(struct inspection *i);
void environment_read(struct inspection *i);
void limits_read(struct inspection *i);

/* Command line, program and directory among the facts. Returns how the first went: who may not read the others finds ?. */
enum probe_end command_add(struct inspection *i, const char *section);

/* What a link of the process leads to ("exe"), or unknown. */
struct value inspection_link(struct inspection *i, const char *name);

/* A copy of bytes that lives as long as the inspection; a zero stands behind it. */
const char *inspection_keep(struct inspection *i, const char *bytes, size_t length);

#endif
