/* made.h - samples made by hand, so that no test depends on who runs on this machine. */
#ifndef MADE_H
#define MADE_H

#include <check.h>
#include <string.h>

#include "sample.h"
#include "tree.h"

#define KB (UINT64_C(1) << 10)
#define MB (UINT64_C(1) << 20)
#define GB (UINT64_C(1) << 30)
#define SECOND UINT64_C(1000000000)

#define MADE_WALL (1700000000 * SECOND)   /* 2023-11-14T22:13:20Z */
#define MADE_BOOT (100000 * SECOND)

/* A process or a thread; what is left out is 0, "root", asleep, and started when its pid says. */
struct made {
	pid_t pid, ppid;
	pid_t of;                  /* makes it a thread of this process */
	const char *command;       /* of a thread: its name */
	const char *user;
	uid_t uid;
	uint64_t rss, vsz, shr;
	uint64_t pss, uss;         /* read when one of them is given */
	uint64_t swap, peak;       /* likewise */
	uint64_t start_ns, cpu_ns;
	double cpu;
	char state;
	int nice;
	uint32_t threads;
	bool is_kernel;
	unsigned lacks;            /* NEED_… that could not be read */
};

static inline const struct user *made_user(const char *name)
{
	static struct user users[4096];
	static size_t next;
	struct user *user = &users[next++ % ARRAY_LEN(users)];

	user->name = name;
	return user;
}

static inline const struct identity *made_identity(const struct made *m)
{
	size_t length = strlen(m->command);
	struct identity *who = identity_new(m->command, length < 15 ? length : 15, m->command, m->is_kernel || m->of ? 0 : length);

	who->have = (NEED_OWNER | NEED_COMMAND) & ~m->lacks;
	who->uid = m->uid;
	who->user = m->lacks & NEED_OWNER ? NULL : made_user(m->user ? m->user : "root");
	return who;
}

static inline const struct rollup *made_rollup(struct sample *s, const struct made *m)
{
	struct rollup *r = arena_take(&s->arena, sizeof(*r));

	*r = (struct rollup){ .rss = m->rss, .pss = m->pss, .uss = m->uss };
	return r;
}

static inline const struct status *made_status(struct sample *s, const struct made *m)
{
	struct status *status = arena_take(&s->arena, sizeof(*status));

	*status = (struct status){ .swap = m->swap, .peak = m->peak };
	return status;
}

/* Adds it to the sample. To be called in the order of pids, threads behind their process. */
static inline void made(struct sample *s, struct made m)
{
	struct task *t = vec_push(&s->tasks);
	bool has_rollup = (m.pss || m.uss) && !(m.lacks & NEED_ROLLUP);
	bool has_status = (m.pss || m.uss || m.swap || m.peak) && !(m.lacks & NEED_STATUS);

	*t = (struct task){
		.who = made_identity(&m), .start_ns = m.start_ns ? m.start_ns : (uint64_t)m.pid * SECOND,
		.vsz = m.vsz, .rss = m.rss, .shr = m.shr, .cpu_ns = m.cpu_ns, .cpu = (float)m.cpu,
		.pid = m.pid, .tgid = m.of ? m.of : m.pid, .ppid = m.of ? m.of : m.ppid, .threads = m.threads ? m.threads : 1,
		.nice = m.nice, .priority = 20 + m.nice, .state = m.state ? m.state : 'S',
		.is_thread = m.of != 0, .is_kernel = m.is_kernel,
		.rollup = has_rollup ? made_rollup(s, &m) : NULL, .status = has_status ? made_status(s, &m) : NULL,
	};
	t->have = (uint16_t)((NEED_STAT | NEED_OWNER | NEED_COMMAND | NEED_STATM | NEED_CPU | (has_rollup ? NEED_ROLLUP : 0) |
	                      (has_status ? NEED_STATUS : 0)) & ~m.lacks);
}

/* An empty sample of a machine with 16 GB, of which 4 GB are used. */
static inline void made_machine(struct sample *s)
{
	sample_init(s);
	s->wall_ns = MADE_WALL;
	s->boot_ns = MADE_BOOT;
	s->serial = 1;
	s->machine = (struct machine){
		.has_memory = true, .has_pressure = true, .has_figures = true,
		.parts = { .total = 16 * GB, .used = 4 * GB, .shared = GB, .kernel = GB / 2, .cache = 5 * GB / 2, .free = 8 * GB },
		.figures = { .has_cpu = true, .cpu = 12.5, .running = 2, .load = { 0.41, 0.32, 0.30 }, .uptime_ns = MADE_BOOT },
		.processes = 5, .kernel_threads = 1, .threads = 7,
	};
	s->machine.memory.known[MEM_AVAILABLE] = true;
	s->machine.memory.bytes[MEM_AVAILABLE] = 11 * GB;
	s->machine.memory.known[MEM_SWAP_TOTAL] = s->machine.memory.known[MEM_SWAP_FREE] = true;
	s->machine.memory.bytes[MEM_SWAP_TOTAL] = 2 * GB;
	s->machine.memory.bytes[MEM_SWAP_FREE] = 3 * GB / 2;
}

/* The same seen from a container: 40 MB of 64 are taken, of one CPU and a half some is used. */
static inline void made_container(struct sample *s, const char *path)
{
	struct cgroup *g = memory_new(sizeof(*g) + strlen(path) + 1);
	struct cgroup_figures *f;

	made_machine(s);
	*g = (struct cgroup){ .refs = 1, .length = strlen(path) };
	strcpy(g->path, path);
	f = vec_push(&s->cgroups);
	*f = (struct cgroup_figures){ .group = g, .have = CGROUP_HAS_LIMIT | CGROUP_HAS_EFFECTIVE | CGROUP_HAS_CHARGE | CGROUP_HAS_HEADROOM,
	                              .limit = 64 * MB, .counts = { .limit = 64 * MB, .charge = 40 * MB }, .binds = g, .tightest = g };
	s->machine.confinement = (struct confinement){
		.is_inside = true, .has_memory = true, .has_swap = true, .has_cpu = true, .version = CGROUP_V2, .own = 1,
		.parts = { .total = 64 * MB, .used = 20 * MB, .shared = 8 * MB, .kernel = 4 * MB, .cache = 8 * MB, .free = 24 * MB },
		.available = 32 * MB, .swap_total = 16 * MB, .swap_used = MB, .has_pressure = true, .pressure = { .some = 2.5, .full = 1 },
		.cpus = 1.5, .cpu = 40,
	};
}

#define MADE_ID "479e1c2b3427aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* A browser with three children and a thread, a shell with a runaway below it, a thread of the kernel. */
static inline void made_desktop(struct sample *s)
{
	made_machine(s);
	made(s, (struct made){ .pid = 1, .command = "/sbin/init", .rss = 12 * MB, .vsz = 160 * MB, .shr = 8 * MB, .cpu_ns = 3 * SECOND });
	made(s, (struct made){ .pid = 2, .command = "kthreadd", .is_kernel = true });
	made(s, (struct made){ .pid = 100, .ppid = 1, .command = "/usr/bin/bash -l", .user = "kim", .uid = 1000, .rss = 5 * MB,
	                       .vsz = 10 * MB, .shr = 3 * MB, .cpu_ns = SECOND / 2 });
	made(s, (struct made){ .pid = 120, .ppid = 100, .command = "python3 train.py --epochs 3", .user = "kim", .uid = 1000,
	                       .rss = 2 * GB, .vsz = 10 * GB, .shr = 30 * MB, .pss = 2000 * MB, .uss = 1990 * MB, .cpu = 101.3,
	                       .cpu_ns = 4177 * SECOND / 100, .state = 'R', .threads = 14 });
	made(s, (struct made){ .pid = 200, .ppid = 1, .command = "/opt/firefox/firefox", .user = "kim", .uid = 1000, .rss = 842 * MB,
	                       .vsz = 4 * GB, .shr = 200 * MB, .pss = 512 * MB, .uss = 400 * MB, .cpu = 4.1, .threads = 2 });
	made(s, (struct made){ .pid = 205, .of = 200, .command = "Compositor", .cpu = 0.2 });
	made(s, (struct made){ .pid = 210, .ppid = 200, .command = "Web Content", .user = "kim", .uid = 1000, .rss = 300 * MB,
	                       .vsz = 3 * GB, .pss = 250 * MB, .uss = 240 * MB, .cpu = 1.2 });
	made(s, (struct made){ .pid = 220, .ppid = 200, .command = "Web Content", .user = "kim", .uid = 1000, .rss = 498 * MB,
	                       .vsz = 3 * GB, .pss = 466 * MB, .uss = 460 * MB, .cpu = 0.4 });
	made(s, (struct made){ .pid = 230, .ppid = 200, .command = "Isolated", .user = "kim", .uid = 1000, .rss = 66 * MB, .vsz = 2 * GB,
	                       .pss = 40 * MB, .uss = 30 * MB });
}

/* The place in the sample of the process or thread with this pid. */
static inline uint32_t made_place(const struct sample *s, pid_t pid)
{
	uint32_t i = 0;

	while (i < s->tasks.count && sample_tasks(s)[i].pid != pid)
		i++;
	ck_assert_msg(i < s->tasks.count, "the sample has no %d", (int)pid);
	return i;
}

#endif
