/* runner.c - a thread that starts commands and reaps them. Knows not what they are for. */
#define _GNU_SOURCE
#include "runner.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "thread.h"
#include "vec.h"

#define MS UINT64_C(1000000)
#define REAP_EVERY (100 * MS)
#define FAREWELL (1000 * MS)

struct job {
	char *command, **environment;
};

struct runner {
	pthread_mutex_t lock;        /* over everything below */
	pthread_cond_t change, rest; /* there is something to do; nothing waits for its start any more */
	enum runner_errors errors;
	struct vec jobs;             /* of struct job */
	struct vec pids;             /* of pid_t: those that run */
	bool has_thread, is_starting, is_closing, is_left;
};

static void job_free(struct job *j)
{
	for (char **e = j->environment; *e; e++)
		free(*e);
	free(j->environment);
	free(j->command);
}

/* In a session of its own, with the usual signals: what is typed at us is not for it. */
static pid_t start(const struct job *j, enum runner_errors errors)
{
	char name[] = "sh", option[] = "-c", *const words[] = { name, option, j->command, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t all, none;
	pid_t pid;
	int error;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	if (errors == RUNNER_DROPS_ERRORS)
		posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	/* Libraries open files that programs started by us would inherit. */
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	posix_spawnattr_init(&how);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setsigdefault(&how, &all);
	error = posix_spawn(&pid, "/bin/sh", &files, &how, words, j->environment);
	posix_spawnattr_destroy(&how);
	posix_spawn_file_actions_destroy(&files);
	return error ? -1 : pid;
}

static void reap(struct runner *r)
{
	pid_t *pids = r->pids.data;
	size_t left = 0;

	for (size_t i = 0; i < r->pids.count; i++)
		if (waitpid(pids[i], NULL, WNOHANG) == 0)
			pids[left++] = pids[i];
	r->pids.count = left;
}

/* Called with the lock held, which is let go while it starts. */
static void start_next(struct runner *r)
{
	struct job *jobs = r->jobs.data, job = jobs[0];
	pid_t pid;

	memmove(jobs, jobs + 1, --r->jobs.count * sizeof(*jobs));
	r->is_starting = true;
	pthread_mutex_unlock(&r->lock);
	pid = start(&job, r->errors);
	job_free(&job);
	pthread_mutex_lock(&r->lock);
	r->is_starting = false;
	if (pid > 0)
		*(pid_t *)vec_push(&r->pids) = pid;
}

static void free_all(struct runner *r)
{
	struct job *jobs = r->jobs.data;

	for (size_t i = 0; i < r->jobs.count; i++)
		job_free(&jobs[i]);
	vec_free(&r->jobs);
	vec_free(&r->pids);
	pthread_cond_destroy(&r->change);
	pthread_cond_destroy(&r->rest);
	pthread_mutex_destroy(&r->lock);
	free(r);
}

static void *run(void *argument)
{
	struct runner *r = argument;
	bool is_left;

	pthread_mutex_lock(&r->lock);
	while (!r->is_left && (!r->is_closing || r->jobs.count)) {
		if (r->jobs.count)
			start_next(r);
		else if (r->pids.count)
			thread_wait_until(&r->change, &r->lock, thread_now_ns() + REAP_EVERY);
		else
			pthread_cond_wait(&r->change, &r->lock);
		reap(r);
	}
	r->has_thread = false;
	is_left = r->is_left;
	pthread_cond_signal(&r->rest);
	pthread_mutex_unlock(&r->lock);
	if (is_left)
		free_all(r);
	return NULL;
}

struct runner *runner_open(enum runner_errors errors)
{
	struct runner *r = memory_new(sizeof(*r));

	*r = (struct runner){ .errors = errors, .has_thread = true };
	vec_init(&r->jobs, sizeof(struct job));
	vec_init(&r->pids, sizeof(pid_t));
	pthread_mutex_init(&r->lock, NULL);
	thread_condition(&r->change);
	thread_condition(&r->rest);
	pthread_detach(thread_start("ramtop-run", run, r));
	return r;
}

bool runner_start(struct runner *r, const char *command, char **environment)
{
	struct job job = { memory_new(strlen(command) + 1), environment };
	bool ok;

	strcpy(job.command, command);
	pthread_mutex_lock(&r->lock);
	ok = r->jobs.count + r->pids.count < RUNNER_MOST;
	if (ok)
		*(struct job *)vec_push(&r->jobs) = job;
	pthread_cond_signal(&r->change);
	pthread_mutex_unlock(&r->lock);
	if (!ok)
		job_free(&job);
	return ok;
}

void runner_close(struct runner *r)
{
	uint64_t limit = thread_now_ns() + FAREWELL;
	bool has_thread;

	pthread_mutex_lock(&r->lock);
	r->is_closing = true;
	pthread_cond_signal(&r->change);
	while (r->has_thread && thread_wait_until(&r->rest, &r->lock, limit))
		;
	/* One that hangs in the kernel frees it all when it comes back. */
	has_thread = r->has_thread;
	r->is_left = has_thread;
	pthread_mutex_unlock(&r->lock);
	if (!has_thread)
		free_all(r);
}
