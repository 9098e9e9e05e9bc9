/* box_asker.c - the process that looks for names, and the pipe that they come by. Reads no answer itself. */
#define _GNU_SOURCE
#include "box_asker.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "box_files.h"
#include "engine_get.h"
#include "engine_json.h"
#include "thread.h"

#define BATCH 64                   /* containers that one question is about */
#define ANSWER_MOST (8u << 20)
#define UNIX "unix://"

/* ---- in the child -------------------------------------------------------------------------------------------------------- */

struct quest {
	struct box_names *names;
	const struct procfs *proc;
	int timeout_ms;            /* of one question */
	int to;                    /* where what is found is told; -1: nowhere yet */
};

/* Tells what was found since. */
static void tell(const struct quest *q)
{
	struct vec bytes;
	const char *at;
	ssize_t n;

	if (q->to < 0)
		return;
	vec_init(&bytes, 1);
	box_names_write(q->names, &bytes);
	at = bytes.data;
	for (size_t left = bytes.count; left; left -= (size_t)n, at += n)
		if ((n = write(q->to, at, left)) <= 0)
			_exit(1);
	vec_free(&bytes);
}

/* {"id":["…","…"]}, as it stands in an address. One that is only just being started has processes, too. */
static size_t write_question(char *path, const struct box_name *n, size_t count)
{
	size_t used = (size_t)sprintf(path, "/containers/json?all=1&filters=%%7B%%22id%%22:%%5B");

	for (size_t i = 0; i < count; i++)
		used += (size_t)sprintf(path + used, "%s%%22%s%%22", i ? "," : "", n[i].id);
	return used + (size_t)sprintf(path + used, "%%5D%%7D");
}

/* Whether it is a socket that is asked for the first time: several paths lead to one. */
static bool is_new(const char *socket)
{
	static struct { dev_t device; ino_t file; } asked[16];
	static size_t count;
	struct stat st;

	if (count == ARRAY_LEN(asked) || stat(socket, &st) != 0 || !S_ISSOCK(st.st_mode) || access(socket, W_OK) != 0)
		return false;
	for (size_t i = 0; i < count; i++)
		if (asked[i].device == st.st_dev && asked[i].file == st.st_ino)
			return false;
	asked[count].device = st.st_dev;
	asked[count++].file = st.st_ino;
	return true;
}

static void ask_engine(const struct quest *q, const char *socket)
{
	char path[BATCH * (BOX_ID + 8) + 128];
	const struct vec *list = &q->names->list;
	struct vec answer;

	if (!is_new(socket))
		return;
	vec_init(&answer, 1);
	for (size_t at = 0, count; at < list->count; at += count) {
		count = list->count - at < BATCH ? list->count - at : BATCH;
		write_question(path, (const struct box_name *)list->data + at, count);
		if (!engine_get(socket, path, q->timeout_ms, &answer) || !engine_answer_parse(answer.data, answer.count, q->names))
			break;
		tell(q);
	}
	vec_free(&answer);
}

struct place {
	void (*look)(const struct quest *q, const struct place *at);
	const char *where;         /* a path, or the variable that has it */
	const char *rest;          /* behind it */
	bool is_anywhere;          /* also for a /proc that is not this machine's */
	bool is_woken;             /* to ask may start it: for a name, and not for an image alone */
};

#define LOOK(name) static void name(const struct quest *q, const struct place *at)

/* What a variable names: unix:///run/docker.sock. What is on another machine is not about this one. */
LOOK(ask_named)
{
	const char *host = getenv(at->where);

	if (host && strncmp(host, UNIX, sizeof(UNIX) - 1) == 0)
		ask_engine(q, host + sizeof(UNIX) - 1);
}

LOOK(ask_at)
{
	ask_engine(q, at->where);
}

LOOK(ask_below)
{
	const char *dir = getenv(at->where);
	char path[PATH_MAX];

	if (dir && dir[0] == '/' && snprintf(path, sizeof(path), "%s%s", dir, at->rest) < (int)sizeof(path))
		ask_engine(q, path);
}

/* Asks the engine of a user for his own containers: of those of others his word counts for nothing. */
static void ask_owner(const struct quest *q, uid_t owner, const char *where)
{
	const struct box_name *n = q->names->list.data;
	struct box_names his;
	const struct quest ours = { &his, q->proc, q->timeout_ms, -1 };
	char path[PATH_MAX];
	struct vec bytes;
	struct stat st;

	snprintf(path, sizeof(path), "/run/user/%u%s", (unsigned)owner, where);
	if (lstat(path, &st) != 0 || st.st_uid != owner)
		return;
	box_names_init(&his);
	vec_init(&bytes, 1);
	for (size_t i = 0; i < q->names->list.count; i++)
		if (n[i].owner == owner)
			box_names_ask(&his, n[i].id);
	ask_engine(&ours, path);
	box_names_write(&his, &bytes);
	box_names_read(q->names, bytes.data, bytes.count);
	box_names_free(&his);
	vec_free(&bytes);
}

/* Each is asked once: see is_new. */
LOOK(ask_owners)
{
	const struct box_name *n = q->names->list.data;

	for (size_t i = 0; i < q->names->list.count; i++)
		if (n[i].owner && !n[i].name)
			ask_owner(q, n[i].owner, at->where);
}

LOOK(read_docker)  { box_files_docker(q->names, at->where); }
LOOK(read_pods)    { box_files_pods(q->names, at->where); }
LOOK(read_storage) { box_files_storage(q->names, at->where); }

LOOK(read_conmons)
{
	(void)at;
	box_files_conmon(q->names, q->proc, q->proc->is_living ? ITS_FILES_TOO : ONLY_PROC);
}

/* In this order, until nothing is missing. */
static const struct place places[] = {
	{ .look = ask_named,    .where = "DOCKER_HOST", .is_anywhere = true },
	{ .look = ask_at,       .where = "/run/docker.sock" },
	{ .look = ask_at,       .where = "/var/run/docker.sock" },
	{ .look = ask_below,    .where = "XDG_RUNTIME_DIR", .rest = "/docker.sock" },
	{ .look = ask_owners,   .where = "/docker.sock" },
	{ .look = read_docker,  .where = "/var/lib/docker" },
	{ .look = read_pods,    .where = "/var/log/containers" },
	{ .look = read_storage, .where = "/var/lib/containers/storage/overlay-containers/containers.json" },
	{ .look = read_conmons, .is_anywhere = true },
	{ .look = ask_named,    .where = "CONTAINER_HOST", .is_anywhere = true },
	{ .look = ask_at,       .where = "/run/podman/podman.sock", .is_woken = true },
	{ .look = ask_below,    .where = "XDG_RUNTIME_DIR", .rest = "/podman/podman.sock", .is_woken = true },
};

/* The terminal is the monitor's. */
static void end_in_silence(void)
{
	_exit(1);
}

static _Noreturn void look(struct box_names *b, const struct procfs *p, int to, int timeout_ms)
{
	/* One that hangs leaves time for the others. */
	const struct quest q = { b, p, timeout_ms / 3, to };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "ramtop-names");
	die_first(end_in_silence);
	for (size_t i = 0; i < ARRAY_LEN(places) && box_names_lack(b, BOX_IMAGE); i++)
		if ((p->is_living || places[i].is_anywhere) && (!places[i].is_woken || box_names_lack(b, BOX_NAME))) {
			places[i].look(&q, &places[i]);
			tell(&q);
		}
	_exit(0);
}

/* ---- in the monitor ------------------------------------------------------------------------------------------------------ */

/* All that comes until then. False when the time was not enough. */
static bool receive(int from, uint64_t until_ns, struct vec *bytes)
{
	struct pollfd fd = { .fd = from, .events = POLLIN };
	ssize_t n = 1;

	while (n > 0 && bytes->count < ANSWER_MOST) {
		uint64_t now = thread_now_ns();
		size_t had = bytes->count;
		if (now >= until_ns)
			return false;
		if (poll(&fd, 1, (int)((until_ns - now) / 1000000) + 1) <= 0)
			continue;
		vec_reserve(bytes, had + PIPE_BUF);
		n = read(from, (char *)bytes->data + had, PIPE_BUF);
		bytes->count = n > 0 ? had + (size_t)n : had;
		n = n < 0 && errno == EINTR ? 1 : n;
	}
	return n == 0;
}

bool box_asker_ask(struct box_names *b, const struct procfs *p, int timeout_ms)
{
	uint64_t until_ns = thread_now_ns() + (uint64_t)timeout_ms * 1000000;
	struct vec bytes;
	int ends[2];
	bool in_time;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	child = fork();
	if (child == 0)
		look(b, p, ends[1], timeout_ms);
	close(ends[1]);
	vec_init(&bytes, 1);
	in_time = child > 0 && receive(ends[0], until_ns, &bytes);
	close(ends[0]);
	if (child > 0) {
		kill(child, SIGKILL);
		while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
			;
	}
	box_names_read(b, bytes.data, bytes.count);
	vec_free(&bytes);
	return in_time;
}
