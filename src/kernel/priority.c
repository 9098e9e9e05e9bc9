/* priority.c - sets nice values, I/O priorities and CPUs, thread by thread. Asks nobody whether it should. */
#define _GNU_SOURCE
#include "priority.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "deliver.h"

#define IO_OF_THREAD 1       /* IOPRIO_WHO_PROCESS, which is one thread */
#define PASSES 4             /* over the threads of a process that goes on making new ones */

/* What is changed, and to what. */
struct change {
	bool (*thread)(pid_t tid, const void *to);   /* false with errno */
	const void *to;
	bool is_step;                                /* from where it is: no thread may take it twice */
};

/* What came of the threads so far. */
struct tally {
	size_t changed;
	int error;                                   /* of the first that was refused; 0: none was */
	struct vec done;                             /* of pid_t, ascending */
};

static enum priority_change outcome(int error)
{
	switch (error) {
	case 0:      return PRIORITY_CHANGED;
	case ENOENT:
	case ESRCH:  return PRIORITY_GONE;
	case EPERM:  return PRIORITY_NOT_YOURS;
	case EACCES: return PRIORITY_RAISED;
	default:     return PRIORITY_FAILED;
	}
}

/* No system call takes a pidfd and sets these: what is left between this look and the change is a moment. */
static enum priority_change check(const struct procfs *p, struct subordinate who)
{
	if (!p->is_living)
		return PRIORITY_ELSEWHERE;
	switch (deliver_check(p, who.pid, who.start_ns)) {
	case DELIVERED:          return PRIORITY_CHANGED;
	case DELIVERY_REUSED:    return PRIORITY_REUSED;
	case DELIVERY_GONE:      return PRIORITY_GONE;
	case DELIVERY_FORBIDDEN: return PRIORITY_NOT_YOURS;
	default:                 return PRIORITY_FAILED;
	}
}

static void change_thread(const struct change *c, pid_t tid, struct tally *t)
{
	if (c->thread(tid, c->to))
		t->changed++;
	else if (errno != ESRCH && !t->error)
		t->error = errno;
}

/* Those that were not there the last time. True when there were some. */
static bool change_new_ones(const struct procfs *p, pid_t pid, const struct change *c, struct tally *t)
{
	struct vec now;
	bool any = false;

	vec_init(&now, sizeof(pid_t));
	if (!procfs_numbers(p, pid, "task", &now) && !t->error && errno != ENOENT && errno != ESRCH)
		t->error = errno;
	for (size_t i = 0; i < now.count; i++) {
		pid_t tid = ((const pid_t *)now.data)[i];
		if (pids_hold(&t->done, tid))
			continue;
		change_thread(c, tid, t);
		any = true;
	}
	vec_free(&t->done);
	t->done = now;
	return any;
}

static enum priority_change change(const struct procfs *p, struct subordinate who, const struct change *c)
{
	enum priority_change is_it = check(p, who);
	struct tally t = { 0 };

	if (is_it != PRIORITY_CHANGED)
		return is_it;
	vec_init(&t.done, sizeof(pid_t));
	if (who.is_thread)
		change_thread(c, who.pid, &t);
	else
		/* A thread that is born meanwhile has what its maker had: before a step or after it, nobody can tell. */
		for (int pass = 0; pass < (c->is_step ? 1 : PASSES) && change_new_ones(p, who.pid, c, &t); pass++)
			;
	vec_free(&t.done);
	errno = t.error;
	if (t.changed == 0)
		return outcome(t.error ? t.error : ESRCH);
	return t.error ? PRIORITY_PARTLY : PRIORITY_CHANGED;
}

/* ---- the nice value ------------------------------------------------------------------------------------------------------- */

bool nice_of(pid_t tid, int *out)
{
	/* -1 is a nice value too. */
	errno = 0;
	*out = getpriority(PRIO_PROCESS, (id_t)tid);
	return errno == 0;
}

static bool step_nice(pid_t tid, const void *by)
{
	int nice;

	if (!nice_of(tid, &nice))
		return false;
	nice += *(const int *)by;
	nice = nice < NICE_FIRST ? NICE_FIRST : nice > NICE_LAST ? NICE_LAST : nice;
	return setpriority(PRIO_PROCESS, (id_t)tid, nice) == 0;
}

enum priority_change nice_add(const struct procfs *p, struct subordinate who, int by, int *now)
{
	enum priority_change result = change(p, who, &(struct change){ step_nice, &by, true });
	int error = errno;

	if (!nice_of(who.pid, now) && result == PRIORITY_CHANGED)
		return PRIORITY_GONE;
	errno = error;
	return result;
}

/* ---- I/O ------------------------------------------------------------------------------------------------------------------ */

bool io_priority_of(pid_t tid, int *out)
{
	*out = (int)syscall(SYS_ioprio_get, IO_OF_THREAD, tid);
	return *out >= 0;
}

static bool set_io(pid_t tid, const void *to)
{
	return syscall(SYS_ioprio_set, IO_OF_THREAD, tid, *(const int *)to) == 0;
}

/* EPERM says both: that it is another's, and that real time takes a right. */
enum priority_change io_priority_set(const struct procfs *p, struct subordinate who, int priority)
{
	enum priority_change result = change(p, who, &(struct change){ set_io, &priority, false });

	return result == PRIORITY_NOT_YOURS && IO_CLASS(priority) == IO_REAL_TIME ? PRIORITY_RAISED : result;
}

void io_priority_write(char *out, size_t room, int priority)
{
	static const char *const classes[] = { [IO_REAL_TIME] = "real-time", [IO_BEST_EFFORT] = "best effort" };

	switch (IO_CLASS(priority)) {
	case IO_REAL_TIME:
	case IO_BEST_EFFORT:
		snprintf(out, room, "%s %d", classes[IO_CLASS(priority)], IO_LEVEL(priority));
		break;
	case IO_IDLE:
		snprintf(out, room, "idle");
		break;
	default:
		snprintf(out, room, "by nice value");
	}
}

/* ---- CPUs ----------------------------------------------------------------------------------------------------------------- */

#define WORD_BITS (8 * sizeof(unsigned long))

bool cpus_hold(const struct cpus *c, unsigned cpu)
{
	return cpu < CPUS_MOST && c->bits[cpu / WORD_BITS] >> cpu % WORD_BITS & 1;
}

void cpus_put(struct cpus *c, unsigned cpu, bool is_in)
{
	unsigned long bit = 1ul << cpu % WORD_BITS;

	if (cpu < CPUS_MOST)
		c->bits[cpu / WORD_BITS] = is_in ? c->bits[cpu / WORD_BITS] | bit : c->bits[cpu / WORD_BITS] & ~bit;
}

unsigned cpus_count(const struct cpus *c)
{
	unsigned n = 0;

	for (size_t i = 0; i < ARRAY_LEN(c->bits); i++)
		n += (unsigned)__builtin_popcountl(c->bits[i]);
	return n;
}

void cpus_write(char *out, size_t room, const struct cpus *c)
{
	size_t used = 0;

	out[0] = '\0';
	for (unsigned from = 0, to; from < CPUS_MOST && used < room; from = to + 1) {
		to = from;
		if (!cpus_hold(c, from))
			continue;
		while (cpus_hold(c, to + 1))
			to++;
		used += (size_t)snprintf(out + used, room - used, to > from ? "%s%u-%u" : "%s%u", used ? "," : "", from, to);
	}
}

void cpus_of_machine(struct cpus *c)
{
	long n = sysconf(_SC_NPROCESSORS_CONF);

	*c = (struct cpus){ 0 };
	for (long i = 0; i < n; i++)
		cpus_put(c, (unsigned)i, true);
}

bool cpus_of(pid_t tid, struct cpus *out)
{
	*out = (struct cpus){ 0 };
	return sched_getaffinity(tid, sizeof(out->bits), (cpu_set_t *)out->bits) == 0;
}

static bool set_cpus(pid_t tid, const void *to)
{
	const struct cpus *c = to;

	return sched_setaffinity(tid, sizeof(c->bits), (const cpu_set_t *)c->bits) == 0;
}

enum priority_change cpus_set(const struct procfs *p, struct subordinate who, const struct cpus *c)
{
	return change(p, who, &(struct change){ set_cpus, c, false });
}

const char *priority_change_text(enum priority_change c)
{
	switch (c) {
	case PRIORITY_CHANGED:   return "done";
	case PRIORITY_REUSED:    return "refused: the pid was reused";
	case PRIORITY_GONE:      return "has ended already (ESRCH)";
	case PRIORITY_NOT_YOURS: return "not permitted: it is another user's (CAP_SYS_NICE)";
	case PRIORITY_RAISED:    return "not permitted (CAP_SYS_NICE)";
	case PRIORITY_PARTLY:    return "some of its threads were refused (CAP_SYS_NICE)";
	case PRIORITY_ELSEWHERE: return "refused: /proc is of elsewhere";
	case PRIORITY_FAILED:    break;
	}
	return strerror(errno);
}

const char *priority_change_word(enum priority_change c)
{
	switch (c) {
	case PRIORITY_CHANGED:   return "done";
	case PRIORITY_REUSED:    return "pid reused";
	case PRIORITY_GONE:      return "ESRCH";
	case PRIORITY_NOT_YOURS:
	case PRIORITY_RAISED:    return "EPERM";
	case PRIORITY_PARTLY:    return "some threads";
	case PRIORITY_ELSEWHERE: return "elsewhere";
	case PRIORITY_FAILED:    break;
	}
	return strerrorname_np(errno) ? strerrorname_np(errno) : "?";
}
