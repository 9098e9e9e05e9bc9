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
#define ALL "/containers/json?all=1"

/* ---- in the child -------------------------------------------------------------------------------------------------------- */

/* {"id":["…","…"]}, as it stands in an address. One that is only just being started has processes, too. */
static size_t write_question(char *path, const struct box_name *n, size_t count)
{
	size_t used = (size_t)sprintf(path, ALL "&filters=%%7B%%22id%%22:%%5B");

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

	if (stat(socket, &st) != 0 || !S_ISSOCK(st.st_mode) || access(socket, W_OK) != 0)
		return false;
	for (size_t i = 0; i < count; i++)
		if (asked[i].device == st.st_dev && asked[i].file == st.st_ino)
			return false;
	asked[count].device = st.st_dev;
	asked[count].file = st.st_ino;
	return ++count < ARRAY_LEN(asked);
}

static void ask_engine(struct box_names *b, const char *socket, int timeout_ms)
{
	char path[BATCH * (BOX_ID + 8) + 128];
	size_t asked = b->list.count;
	struct vec answer;

	if (!is_new(socket))
		return;
	vec_init(&answer, 1);
	if (b->wants_all) {
		if (engine_get(socket, ALL, timeout_ms, &answer))
			engine_answer_parse(answer.data, answer.count, b);
		asked = 0;
	}
	for (size_t at = 0, count; at < asked; at += count) {
		count = asked - at < BATCH ? asked - at : BATCH;
		write_question(path, (const struct box_name *)b->list.data + at, count);
		if (!engine_get(socket, path, timeout_ms, &answer) || !engine_answer_parse(answer.data, answer.count, b))
			break;
	}
	vec_free(&answer);
}

/* What a variable names: unix:///run/docker.sock. What is on another machine is not about this one. */
static void ask_named(struct box_names *b, const char *variable, int timeout_ms)
{
	const char *host = getenv(variable);

	if (host && strncmp(host, UNIX, sizeof(UNIX) - 1) == 0)
		ask_engine(b, host + sizeof(UNIX) - 1, timeout_ms);
}

static void ask_below(struct box_names *b, const char *variable, const char *rest, int timeout_ms)
{
	const char *dir = getenv(variable);
	char path[PATH_MAX];

	if (dir && dir[0] == '/' && snprintf(path, sizeof(path), "%s%s", dir, rest) < (int)sizeof(path))
		ask_engine(b, path, timeout_ms);
}

enum place_kind { ENGINE_NAMED, ENGINE_AT, ENGINE_BELOW, FILES_OF_DOCKER, FILES_OF_PODS, FILE_OF_STORAGE, CONMONS };

/* In this order, until nothing is missing. */
static const struct place {
	enum place_kind kind;
	const char *where;         /* the path, or the variable that has it */
	const char *rest;
	bool is_anywhere;          /* also for a /proc that is not this machine's */
	bool is_woken;             /* to ask may start it: for a name, and not for an image alone */
} places[] = {
	{ .kind = ENGINE_NAMED,    .where = "DOCKER_HOST", .is_anywhere = true },
	{ .kind = ENGINE_AT,       .where = "/run/docker.sock" },
	{ .kind = ENGINE_AT,       .where = "/var/run/docker.sock" },
	{ .kind = ENGINE_BELOW,    .where = "XDG_RUNTIME_DIR", .rest = "/docker.sock" },
	{ .kind = FILES_OF_DOCKER, .where = "/var/lib/docker" },
	{ .kind = FILES_OF_PODS,   .where = "/var/log/containers" },
	{ .kind = FILE_OF_STORAGE, .where = "/var/lib/containers/storage/overlay-containers/containers.json" },
	{ .kind = CONMONS,         .where = "cmdline", .is_anywhere = true },
	{ .kind = ENGINE_NAMED,    .where = "CONTAINER_HOST", .is_anywhere = true },
	{ .kind = ENGINE_AT,       .where = "/run/podman/podman.sock", .is_woken = true },
	{ .kind = ENGINE_BELOW,    .where = "XDG_RUNTIME_DIR", .rest = "/podman/podman.sock", .is_woken = true },
};

static void look_at(struct box_names *b, const struct procfs *p, const struct place *at, int timeout_ms)
{
	switch (at->kind) {
	case ENGINE_NAMED:    ask_named(b, at->where, timeout_ms); break;
	case ENGINE_AT:       ask_engine(b, at->where, timeout_ms); break;
	case ENGINE_BELOW:    ask_below(b, at->where, at->rest, timeout_ms); break;
	case FILES_OF_DOCKER: box_files_docker(b, at->where); break;
	case FILES_OF_PODS:   box_files_pods(b, at->where); break;
	case FILE_OF_STORAGE: box_files_storage(b, at->where); break;
	case CONMONS:         box_files_conmon(b, p, p->is_living ? ITS_FILES_TOO : ONLY_PROC); break;
	}
}

/* Writes all that is known by now, if that is more than before: what is told twice is taken once. */
static void tell(const struct box_names *b, int to, struct vec *bytes)
{
	size_t before = bytes->count;
	const char *at;
	ssize_t n;

	bytes->count = 0;
	box_names_write(b, bytes);
	if (bytes->count == before)
		return;
	at = bytes->data;
	for (size_t left = bytes->count; left; left -= (size_t)n, at += n)
		if ((n = write(to, at, left)) <= 0)
			_exit(1);
}

/* The terminal is the monitor's. */
static void end_in_silence(void)
{
	_exit(1);
}

static _Noreturn void look(struct box_names *b, const struct procfs *p, int to, int timeout_ms)
{
	struct vec bytes;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "ramtop-names");
	die_first(end_in_silence);
	vec_init(&bytes, 1);
	for (size_t i = 0; i < ARRAY_LEN(places) && box_names_lack(b, BOX_IMAGE); i++)
		if ((p->is_living || places[i].is_anywhere) && (!places[i].is_woken || box_names_lack(b, BOX_NAME))) {
			/* One that hangs leaves time for the others. */
			look_at(b, p, &places[i], timeout_ms / 3);
			tell(b, to, &bytes);
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
