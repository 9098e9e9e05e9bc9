/* listing.c - which processes there are. To list /proc costs as much as to ask each process for its clock: where only few
 * numbers were given away since the sample before, those are tried instead, and the other processes are those of then. Who of
 * them has ended shows when he is looked at. Reads no process. */
#include <sys/stat.h>

#include "loadavg.h"
#include "scan.h"

#define BORN 1000    /* numbers to try at most: so few that they have not gone round */
#define TURNS 16     /* passes in which /proc is listed once: a number can be chosen, see set_tid in clone(2) */

bool listing_is_told(const struct procfs *p)
{
	struct stat root, loadavg;

	return fstat(p->root, &root) == 0 && fstatat(p->root, "loadavg", &loadavg, 0) == 0 && loadavg.st_dev == root.st_dev;
}

static pid_t read_last_pid(const struct scan *s)
{
	char text[LOADAVG_ROOM];
	ssize_t n = s->is_told ? procfs_read_machine(s->proc, "loadavg", text, sizeof(text)) : 0;
	pid_t last;

	return n > 0 && loadavg_parse(text, (size_t)n, &last) ? last : 0;
}

/* Whether the sample before was made just before, in this way, and few were born since. */
static bool is_enough(const struct pass *p, pid_t last, uint64_t forks)
{
	const struct listing *l = &p->scan->listing;
	const struct sample *before = p->before;

	if (!before || before->is_iterated || before->serial + 1 != p->out->serial || p->out->serial % TURNS == 0)
		return false;
	return p->out->machine.has_figures && forks - l->forks <= BORN &&
	       l->last_pid && last >= l->last_pid && last - l->last_pid <= BORN;
}

/* Adds those of the numbers, up to but not including the end, that a process has. A thread has no clock that we may read. */
static void add_born(struct vec *pids, pid_t *number, pid_t end)
{
	uint64_t ns;

	for (; *number < end; (*number)++)
		if (cpu_clock_read(*number, &ns))
			*(pid_t *)vec_push(pids) = *number;
}

static void add_known_and_born(struct pass *p, pid_t last)
{
	struct scan *s = p->scan;
	const struct task *t = sample_tasks(p->before);
	pid_t number = s->listing.last_pid + 1, end = last + 1;

	s->pids.count = 0;
	for (size_t i = 0; i < p->before->tasks.count; i++) {
		if (t[i].is_thread)
			continue;
		add_born(&s->pids, &number, t[i].pid < end ? t[i].pid : end);
		number += number == t[i].pid;
		*(pid_t *)vec_push(&s->pids) = t[i].pid;
	}
	add_born(&s->pids, &number, end);
}

void listing_read(struct pass *p)
{
	struct scan *s = p->scan;
	uint64_t forks = p->out->machine.figures.forks;
	pid_t last = read_last_pid(s);

	if (is_enough(p, last, forks))
		add_known_and_born(p, last);
	else
		procfs_pids(s->proc, &s->pids);
	s->listing = (struct listing){ .last_pid = last, .forks = forks };
}
