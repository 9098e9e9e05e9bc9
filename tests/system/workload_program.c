/* workload_program.c - runs commands and keeps what they print. Knows no workload. */
#define _GNU_SOURCE
#include "workload_program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KEPT = 8192 };

static char *kept[KEPT];
static size_t count;

static struct {
	pid_t pid;
	FILE *lines;
	int err;
} stream;

static char *keep(char *text)
{
	ck_assert_ptr_nonnull(text);
	ck_assert_uint_lt(count, KEPT);
	return kept[count++] = text;
}

const char *text_of(const char *format, ...)
{
	va_list args;
	char *text = NULL;
	int n;

	va_start(args, format);
	n = vasprintf(&text, format, args);
	va_end(args);
	ck_assert_int_ge(n, 0);
	return keep(text);
}

static int scratch(void)
{
	int fd = memfd_create("scratch", MFD_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	return fd;
}

static char *read_all(int fd, size_t *length)
{
	struct stat st;
	char *text;

	ck_assert_int_eq(fstat(fd, &st), 0);
	text = keep(calloc(1, (size_t)st.st_size + 1));
	ck_assert_int_eq(pread(fd, text, (size_t)st.st_size, 0), st.st_size);
	close(fd);
	if (length)
		*length = (size_t)st.st_size;
	return text;
}

bool program_has_iterator(void)
{
	return getenv("RAMTOP_TEST_SOURCE") != NULL;
}

/* The program's arguments, and the source that all tests of the suite are to use: see main.c. */
static const char *const *with_source(const char *const *argv)
{
	static const char *longer[256];
	const char *source = getenv("RAMTOP_TEST_SOURCE");
	size_t n = 0;

	if (!source || strcmp(argv[0], PROGRAM) != 0)
		return argv;
	longer[n++] = argv[0];
	longer[n++] = "--source";
	longer[n++] = source;
	for (size_t i = 1; argv[i] && n + 1 < sizeof(longer) / sizeof(longer[0]); i++)
		longer[n++] = argv[i];
	return longer;
}

static pid_t start(const char *const *argv, int in, int out, int err)
{
	pid_t parent = getpid(), pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	setenv("LC_ALL", "C.UTF-8", 0);
	execvp(argv[0], (char *const *)with_source(argv));
	dprintf(err, "cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

static int status_of(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		ck_assert_int_eq(errno, EINTR);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

struct printed program_run(const char *const *argv, const char *input)
{
	int in = scratch(), out = scratch(), err = scratch();
	size_t size = input ? strlen(input) : 0;
	struct printed p;

	ck_assert_int_eq(pwrite(in, input ? input : "", size, 0), (ssize_t)size);
	p.status = status_of(start(argv, in, out, err));
	close(in);
	p.out = read_all(out, &p.length);
	p.err = read_all(err, NULL);
	return p;
}

const char *sample_json(const char *const *words)
{
	struct printed p = program_run(words, NULL);

	ck_assert_str_eq(p.err, "");
	ck_assert_int_eq(p.status, 0);
	ck_assert_uint_eq(strlen(p.out), p.length);
	return p.out;
}

const char *jq(const char *json, const char *filter)
{
	struct printed p = program_run((const char *const[]){ "jq", "-r", filter, NULL }, json);

	ck_assert_msg(p.status == 0, "jq %s: %.300s\n%.2000s", filter, p.err, json);
	if (p.length && p.out[p.length - 1] == '\n')
		((char *)(uintptr_t)p.out)[p.length - 1] = '\0';
	return p.out;
}

double jq_real(const char *json, const char *filter)
{
	const char *text = jq(json, filter);
	char *end;
	double n = strtod(text, &end);

	ck_assert_msg(end != text && *end == '\0', "%s is no number but '%.200s' in %.2000s", filter, text, json);
	return n;
}

uint64_t jq_number(const char *json, const char *filter)
{
	const char *text = jq(json, filter);
	char *end;
	uint64_t n = strtoull(text, &end, 10);

	ck_assert_msg(end != text && *end == '\0', "%s is no integer but '%.200s' in %.2000s", filter, text, json);
	return n;
}

void stream_open(const char *const *argv)
{
	int ends[2], in = scratch();

	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	stream.err = scratch();
	stream.pid = start(argv, in, ends[1], stream.err);
	close(ends[1]);
	close(in);
	stream.lines = fdopen(ends[0], "r");
}

const char *stream_line(void)
{
	char *line = NULL;
	size_t room = 0;

	if (getline(&line, &room, stream.lines) <= 0) {
		free(line);
		ck_abort_msg("the program has ended: %.2000s", read_all(stream.err, NULL));
	}
	return keep(line);
}

/* "2026-01-31T23:59:59.123Z": such texts compare as the instants do. */
const char *stream_sample(void)
{
	struct timespec ts;
	char day[32], now[64];
	const char *line;

	clock_gettime(CLOCK_REALTIME, &ts);
	strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", gmtime(&ts.tv_sec));
	snprintf(now, sizeof(now), "%s.%03ldZ", day, ts.tv_nsec / 1000000);
	do
		line = stream_line();
	while (strcmp(jq(line, ".time"), now) <= 0);
	return line;
}

void stream_close(void)
{
	kill(stream.pid, SIGTERM);
	ck_assert_int_eq(status_of(stream.pid), 128 + SIGTERM);
	fclose(stream.lines);
	ck_assert_str_eq(read_all(stream.err, NULL), "");
}
