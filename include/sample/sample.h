/* sample.h - everything that was seen at one instant. Const for all who did not make it. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "arena.h"
#include "control_group.h"
#include "traffic.h"
#include "growth.h"
#include "kills.h"
#include "libproc.h"
#include "meminfo.h"
#include "series.h"
#include "smaps.h"
#include "status.h"
#include "users.h"
#include "vec.h"

/* What must be read. Columns, the sort key and the filter say what they need; nothing else is read. The same bits say of a
 * task what could be read: a value whose bit is missing is unknown. */
enum {
	NEED_STAT    = 1 << 0,  /* the base of every task: never left out */
	NEED_OWNER   = 1 << 1,  /* user */
	NEED_COMMAND = 1 << 2,  /* command line */
	NEED_STATM   = 1 << 3,  /* shr, exact rss */
	NEED_ROLLUP  = 1 << 4,  /* pss, uss, swappss: takes the mmap lock of the process */
	NEED_COLD    = 1 << 5,  /* libproc2's columns: which, is in the demand */
	NEED_STATUS  = 1 << 6,  /* what the memory is made of, and swap */
	NEED_CPU     = 1 << 7,  /* share of CPU time: takes two samples */
	NEED_CGROUP  = 1 << 8,  /* which control group it is in */
	NEED_OOM     = 1 << 9,  /* oom_adj */
	NEED_NUMA    = 1 << 10, /* on which nodes its memory is: takes the mmap lock, as NEED_ROLLUP does */
	NEED_GROWTH  = 1 << 11, /* how its RSS has grown: takes some samples */
	NEED_LIMIT   = 1 << 12, /* what that group holds and may hold; with NEED_CGROUP */
	NEED_FAULTS  = 1 << 13, /* faults a second: takes two samples */
	NEED_IO      = 1 << 14, /* what it has read and written: takes the right to trace it; how fast, takes two samples */
	NEED_NET     = 1 << 16, /* of containers: what goes over their network; with NEED_CGROUP. No task has it */
	NEED_SERIES  = 1 << 15, /* what its RSS has been of late: takes some samples */
};

/* Who a process is, from one exec to the next. Samples share it. */
struct identity {
	unsigned refs;              /* of the thread that samples: nobody else counts */
	unsigned have;              /* NEED_OWNER, NEED_COMMAND, NEED_CGROUP */
	bool young;                 /* is read again next time: within a second of its start it may still be about to exec */
	uid_t uid;                  /* effective */
	const struct user *user;    /* NULL: not looked up */
	const struct cgroup *cgroup;   /* with NEED_CGROUP; NULL: it could not be read. One reference */
	uint64_t cgroup_id;         /* the iterator's name for the one of version 2; 0: not known. Of the thread that samples */
	uint64_t start_code, start_stack;
	uint64_t command_hash;      /* of the arguments as they were read; 0: they were not, or there are none */
	const char *comm;           /* zero-ended, and any other byte may be in it */
	const char *command;        /* the arguments joined by spaces; "[comm]" where there are none */
	uint32_t comm_length, command_length;
	uint32_t name_at;           /* where in command the program's name begins, behind its path */
	uint32_t name_length;
};

/* What is seldom asked for. */
struct rare {
	const struct value *cold;   /* NEED_COLD: one for each of libproc_cold_count() */
	const char *numa;           /* NEED_NUMA: as numa_write writes it, and as old as the rollup */
	struct growth growth;       /* NEED_GROWTH */
	float minor_rate, major_rate;  /* NEED_FAULTS: faults a second since the sample before */
	struct traffic traffic;        /* NEED_IO */
	struct value series;        /* NEED_SERIES: of SERIES_CELLS numbers at most */
};

/* A process, or a thread of one. Bytes and nanoseconds. */
struct task {
	const struct identity *who;
	uint64_t start_ns;          /* since boot: with the pid it names a process for good */
	uint64_t vsz, rss, shr;
	uint64_t cpu_ns;            /* user and system */
	uint64_t clock_ns;          /* what its CPU clock said before stat was read; 0: not asked, see quiet.c */
	uint64_t minflt, majflt;
	const struct status *status;   /* NULL: not read */
	const struct rollup *rollup;   /* NULL: not read; else as it was so long before the sample: */
	const struct rare *rare;       /* NULL: nothing of it was read; else "have" says what */
	uint32_t rollup_age_ms;
	uint32_t cgroup;            /* the figures of its group, from 1 on; 0: not read. See sample_cgroup */
	float cpu;                  /* percent of one CPU since the sample before; see NEED_CPU */
	pid_t pid;                  /* a thread's tid */
	pid_t tgid;                 /* of a process, its pid */
	pid_t ppid;                 /* of a thread, its process */
	pid_t pgrp, session;
	uint32_t threads;
	int16_t priority, processor;
	int16_t oom_adj;            /* from -1000, never taken, to 1000 */
	uint16_t have;              /* NEED_… that were read */
	int8_t nice;
	char state;
	bool is_thread : 1, is_kernel : 1;
	bool is_exact : 1;          /* the rss is: each CPU may keep some pages to itself that stat does not tell of */
	bool is_ended : 1;          /* it is no more: see since.h */
	bool is_carried : 1;        /* it has not run since the sample before, and stat was not read again */
	bool is_checked : 1;        /* since it ran last, its owner and its command line were found to be those of "who" */
};

struct machine {
	bool has_memory, has_pressure, has_zram, has_figures, has_events;
	struct meminfo memory;
	struct memory_parts parts;
	struct pressure pressure;
	struct zram zram;
	struct machine_figures figures;
	struct machine_events events;
	size_t processes;           /* without those of the kernel */
	size_t kernel_threads;
	uint64_t largest_rss;       /* of one process */
	size_t threads;             /* of all those processes */
	size_t unreadable;          /* processes that are listed and may not be read */
	bool is_nested;             /* we are in a pid namespace below the machine's: pid 1 is not its init */
	int8_t panics, takes_caller;   /* vm.panic_on_oom, vm.oom_kill_allocating_task; -1: not asked for (NEED_OOM), or unknown */
	bool others_hidden;         /* /proc is mounted with hidepid: only our own processes are listed */
};

struct sample {
	struct vec tasks;           /* of struct task: processes by pid, behind each its threads by tid */
	struct vec cgroups;         /* of struct cgroup_figures: those groups that were wanted, each behind its parent */
	struct vec nets;            /* of struct net_figures: see nets.h */
	struct kills_seen kills;
	struct machine machine;
	struct arena arena;         /* what tasks point to, but identities */
	const struct point *history;   /* what the RSS of the process that the demand names has been; the last is now */
	size_t points;              /* in it; 0: nothing is known of it */
	pid_t history_pid;          /* whose it is, where there are points */
	uint64_t wall_ns;           /* since 1970 */
	uint64_t boot_ns;           /* since boot, suspended time included */
	uint64_t serial;            /* grows from one to the next */
	const char *origin;         /* where tasks came from, and why: lives as long as the source. NULL: nobody says */
	bool is_iterated;           /* from the task iterator: its times are finer than those of stat, and do not compare */
};

void sample_init(struct sample *s);
void sample_free(struct sample *s);

/* Forgets the tasks, keeps the memory. */
void sample_clear(struct sample *s);

/* Makes "to" hold the same as "from", to be refined. Both belong to the thread that samples. */
void sample_copy(struct sample *to, const struct sample *from);

/* The same for good, with identities of its own, and without figures of control groups: it belongs to whoever calls, and shares
 * nothing with the thread that samples. */
void sample_snapshot(struct sample *to, const struct sample *from);

/* What is seldom asked for of a task that is being filled; made when it is not there yet. */
struct rare *task_rare(struct task *t, struct arena *arena);

/* NULL: not known. */
static inline const struct growth *task_growth(const struct task *t) { return t->have & NEED_GROWTH ? &t->rare->growth : NULL; }
static inline struct value task_series(const struct task *t) { return t->have & NEED_SERIES ? t->rare->series : value_unknown(); }
static inline const struct value *task_cold(const struct task *t) { return t->have & NEED_COLD ? t->rare->cold : NULL; }
static inline const struct traffic *task_traffic(const struct task *t) { return t->have & NEED_IO ? &t->rare->traffic : NULL; }
static inline const char *task_numa(const struct task *t) { return t->have & NEED_NUMA ? t->rare->numa : NULL; }

static inline const struct task *sample_tasks(const struct sample *s) { return s->tasks.data; }

/* What the control group of a process held at the time of the sample, and may hold: NULL when that was not asked for
 * (NEED_LIMIT), or is not known. And what the group above it held; NULL: it is the topmost. */
static inline const struct cgroup_figures *sample_cgroup(const struct sample *s, const struct task *t)
{
	return t->cgroup ? (const struct cgroup_figures *)s->cgroups.data + t->cgroup - 1 : NULL;
}

static inline const struct cgroup_figures *sample_cgroup_above(const struct sample *s, const struct cgroup_figures *f)
{
	return f->parent ? (const struct cgroup_figures *)s->cgroups.data + f->parent - 1 : NULL;
}

/* The process with this pid, or NULL. */
const struct task *sample_find(const struct sample *s, pid_t pid);

/* A new identity with room for both texts, one reference held. The texts are copied; command NULs become spaces. */
struct identity *identity_new(const char *comm, size_t comm_length, const char *command, size_t command_length);

/* The same with another command, not yet young again; the caller may change the rest before it is shared. */
struct identity *identity_again(const struct identity *who, const char *command, size_t command_length);

/* Of arguments, as command_hash. */
uint64_t identity_hash(const char *command, size_t length);

/* A copy that shares nothing, one reference held. May be called while others use it. */
const struct identity *identity_copy(const struct identity *who);

void identity_drop(const struct identity *who);
const struct identity *identity_keep(const struct identity *who);

#endif
