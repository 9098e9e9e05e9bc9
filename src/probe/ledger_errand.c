/* ledger_errand.c - what is read for a ledger: first who there is, then each process, each mount, and the machine as a whole. Sums
 * nothing up. */
#define _GNU_SOURCE
#include "ledger_errand.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bufinfo.h"
#include "scan_text.h"
#include "sysvipc.h"
#include "whole_file.h"

#define MOST_NAMESPACES 128
#define NAMESPACE_ROOM 48
#define FILE_MOST (16u << 20)               /* bytes of a list of segments or of buffers */
#define FIRST_NAMESPACE "pid:[4026531836]"  /* that of the machine itself: PROC_PID_INIT_INO */

static bool read_meminfo(const struct procfs *p, struct meminfo *out)
{
	char text[MEMINFO_ROOM];
	ssize_t n = procfs_read_machine(p, "meminfo", text, sizeof(text));

	return n > 0 && meminfo_parse(text, (size_t)n, out);
}

/* Whether the link names a namespace that has not been seen; then it has been now. */
static bool is_new(const struct procfs *p, const char *path, char seen[MOST_NAMESPACES][NAMESPACE_ROOM], size_t *count)
{
	ssize_t n = readlinkat(p->root, path, seen[*count], NAMESPACE_ROOM - 1);

	if (n <= 0)
		return false;
	seen[*count][n] = '\0';
	for (size_t i = 0; i < *count; i++)
		if (strcmp(seen[i], seen[*count]) == 0)
			return false;
	++*count;
	return true;
}

/* The mount namespaces of all processes, one process for each: what is mounted in them in memory. */
static void survey_mounts(struct errand *e)
{
	const struct procfs *p = &e->job->procfs;
	const pid_t *pid = e->more->rows.data;
	char seen[MOST_NAMESPACES][NAMESPACE_ROOM], path[32];

	if (p->is_living && is_new(p, "self/ns/mnt", seen, &e->more->namespaces))
		tmpfs_list(p, 0, &e->more->arena, &e->more->mounts);
	for (size_t i = 0; i < e->more->rows.count && e->more->namespaces < MOST_NAMESPACES; i++) {
		snprintf(path, sizeof(path), "%d/ns/mnt", (int)pid[i]);
		if (is_new(p, path, seen, &e->more->namespaces))
			tmpfs_list(p, pid[i], &e->more->arena, &e->more->mounts);
	}
}

static void run_survey(struct errand *e)
{
	struct procfs *p = &e->job->procfs;
	char name[NAMESPACE_ROOM] = "";

	read_meminfo(p, &e->more->memory);
	procfs_pids(p, &e->more->rows);
	survey_mounts(e);
	if (p->is_living)
		e->more->is_hidden = readlinkat(p->root, "self/ns/pid", name, sizeof(name) - 1) <= 0 || strcmp(name, FIRST_NAMESPACE) != 0;
	e->more->is_hidden = e->more->is_hidden || !pids_hold(&e->more->rows, 1);
}

static void read_segments(const struct procfs *p, struct vec *segments)
{
	struct text_at t, line;
	struct shm_segment s;
	struct vec text;

	vec_init(&text, 1);
	if (whole_file_read(p->root, "sysvipc/shm", FILE_MOST, &text)) {
		t = (struct text_at){ text.data, (const char *)text.data + text.count };
		while (text_line(&t, &line))
			if (shm_parse(line.at, (size_t)(line.end - line.at), &s))
				*(struct shm_segment *)vec_push(segments) = s;
	}
	vec_free(&text);
}

static const char *keep_text(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	if (length)
		memcpy(copy, text, length);
	return copy;
}

/* Where debugfs is mounted, and for root. */
static void read_buffers(const char *sys, struct arena *arena, struct vec *buffers)
{
	struct text_at t, line;
	struct dma_buffer b;
	char path[512];
	struct vec text;

	vec_init(&text, 1);
	snprintf(path, sizeof(path), "%s/kernel/debug/dma_buf/bufinfo", sys);
	if (whole_file_read(AT_FDCWD, path, FILE_MOST, &text)) {
		t = (struct text_at){ text.data, (const char *)text.data + text.count };
		while (text_line(&t, &line))
			if (bufinfo_parse(line.at, (size_t)(line.end - line.at), &b)) {
				b.exporter = keep_text(arena, b.exporter, b.exporter_length);
				b.name = keep_text(arena, b.name, b.name_length);
				*(struct dma_buffer *)vec_push(buffers) = b;
			}
	}
	vec_free(&text);
}

static void run_machine(struct errand *e)
{
	const struct procfs *p = &e->job->procfs;
	struct ledger *l = e->more->ledger = ledger_new();
	struct facts *f = &l->facts;

	read_meminfo(p, &f->memory);
	l->why[LIST_SLAB] = stores_read_slab(p, f, &l->arena, &l->stores[LIST_SLAB]);
	l->why[LIST_VMALLOC] = stores_read_vmalloc(p, f, &l->arena, &l->stores[LIST_VMALLOC]);
	l->why[LIST_ZONES] = stores_read_zones(p, f, &l->arena, &l->stores[LIST_ZONES]);
	if (p->is_living) {
		l->why[LIST_HUGETLB] = stores_read_hugetlb(e->job->sys, f, &l->arena, &l->stores[LIST_HUGETLB]);
		l->why[LIST_ZRAM] = stores_read_zram(e->job->sys, f, &l->arena, &l->stores[LIST_ZRAM]);
		read_buffers(e->job->sys, &l->arena, &e->more->buffers);
	}
	read_segments(p, &e->more->rows);
	/* As late as can be: all else has been read by now. */
	read_meminfo(p, &e->more->memory);
}

static void run_holder(struct errand *e)
{
	struct arena scratch = { 0 };

	e->is_done = holder_read(&e->job->procfs, e->pid, &e->job->shared, &scratch, &e->holder);
	if (e->is_done)
		holder_pack(&e->holder);
	arena_free(&scratch);
}

static struct extent *extent_new(enum errand_kind kind)
{
	struct extent *x = memory_new(sizeof(*x));

	*x = (struct extent){ 0 };
	vec_init(&x->rows, kind == SURVEY ? sizeof(pid_t) : kind == MOUNT ? sizeof(struct tmpfs_file) : sizeof(struct shm_segment));
	vec_init(&x->mounts, sizeof(struct tmpfs));
	vec_init(&x->buffers, sizeof(struct dma_buffer));
	return x;
}

void errand_run(void *item)
{
	struct errand *e = item;

	atomic_store(&e->job->is_running, true);
	if (e->kind == HOLDER)
		run_holder(e);
	else {
		e->more = extent_new(e->kind);
		e->is_done = true;
	}
	if (e->kind == SURVEY)
		run_survey(e);
	else if (e->kind == MOUNT)
		tmpfs_walk(&e->job->procfs, &e->mount, &e->more->arena, &e->more->rows);
	else if (e->kind == MACHINE)
		run_machine(e);
	atomic_store(&e->job->is_running, false);
}

void errand_drop(void *item)
{
	struct errand *e = item;
	struct extent *x = e->more;

	holder_free(&e->holder);
	if (!x)
		return;
	ledger_free(x->ledger);
	vec_free(&x->rows);
	vec_free(&x->mounts);
	vec_free(&x->buffers);
	arena_free(&x->arena);
	free(x);
}

/* The device of the mount that the kernel keeps for itself: a memfd is a file of it. */
static dev_t own_device(void)
{
	int fd = memfd_create("ramtop", MFD_CLOEXEC);
	struct stat st;
	dev_t device = fd >= 0 && fstat(fd, &st) == 0 ? st.st_dev : 0;

	if (fd >= 0)
		close(fd);
	return device;
}

struct job *job_new(const struct procfs *p, const char *sys)
{
	struct job *j = memory_new(sizeof(*j));

	/* A position in the directory, and room to list it, of its own: others read it at the same time. */
	*j = (struct job){ .sys = sys, .procfs = { .root = openat(p->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), .is_living = p->is_living } };
	vec_init(&j->procfs.list, 1);
	vec_reserve(&j->procfs.list, p->list.count);
	j->shared.own = p->is_living ? own_device() : 0;
	return j;
}

void job_free(struct job *j)
{
	procfs_close(&j->procfs);
	free(j->shared.at);
	free(j);
}

struct errand errand_new(struct job *job, enum errand_kind kind, unsigned turn, uint64_t cost_ns)
{
	return (struct errand){ .item.cost_ns = cost_ns, .kind = kind, .job = job, .turn = turn };
}
