/* screens.h - what the tests of the screen share: ramtop in a pty, a made-up /proc whose rows are known, the cell below a
 * title, processes to end. Expects nothing of a key. */
#ifndef SCREENS_H
#define SCREENS_H

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pty.h"
#include "suite.h"

#define RAMTOP "build/check/ramtop"

/* The rest are its options; a refresh every tenth of a second, so that nobody waits. */
#define ramtop_in(rows, cols, env, ...) pty_open(PTY_LIST(RAMTOP, "-d", "0.1", __VA_ARGS__), rows, cols, env)
#define ramtop(...)                     ramtop_in(24, 100, NULL, __VA_ARGS__)

/* ---- a /proc on disk ------------------------------------------------------------------------------------------------- */

struct world {
	char dir[32];
};

/* One process, or with a tgid one of its threads. What is left out is 0, but for the state, which is then 'S', and the command,
 * which is then comm. */
struct made {
	int pid, ppid, tgid;
	const char *comm, *command;
	char state;
	unsigned mb, threads, seconds, flags;    /* mb: of RSS */
};

static inline void world_write(const struct world *w, const char *file, const char *bytes, size_t length)
{
	char path[192], fresh[208];
	FILE *f;

	/* By rename: a reader sees the old file or the new one, never half of it. */
	snprintf(path, sizeof(path), "%s/%s", w->dir, file);
	snprintf(fresh, sizeof(fresh), "%s.new", path);
	f = fopen(fresh, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes, 1, length, f), length);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(rename(fresh, path), 0);
}

static inline void world_make(const struct world *w, const char *name)
{
	char path[192];

	snprintf(path, sizeof(path), "%s/%s", w->dir, name);
	mkdir(path, 0755);
}

static inline void world_put(const struct world *w, const struct made *m)
{
	char home[64], file[96], text[512];
	unsigned long pages = (unsigned long)m->mb * 1048576 / (unsigned long)sysconf(_SC_PAGESIZE);
	const char *command = m->command ? m->command : m->comm;
	int n;

	n = snprintf(home, sizeof(home), "%d", m->tgid ? m->tgid : m->pid);
	world_make(w, home);
	if (m->tgid) {
		snprintf(home + n, sizeof(home) - (size_t)n, "/task");
		world_make(w, home);
		n = snprintf(home, sizeof(home), "%d/task/%d", m->tgid, m->pid);
		world_make(w, home);
	}
	snprintf(file, sizeof(file), "%s/cmdline", home);
	world_write(w, file, command, m->flags ? 0 : strlen(command) + 1);
	snprintf(file, sizeof(file), "%s/statm", home);
	n = snprintf(text, sizeof(text), "%lu %lu 0 1 0 1 0\n", 2 * pages, pages);
	world_write(w, file, text, (size_t)n);
	snprintf(file, sizeof(file), "%s/stat", home);
	n = snprintf(text, sizeof(text),
	             "%d (%s) %c %d 1 1 0 -1 %u 0 0 0 0 %lu 0 0 0 20 0 %u 0 %d %lu %lu 0 1 2 3 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0\n",
	             m->pid, m->comm, m->state ? m->state : 'S', m->ppid, m->flags, m->seconds * (unsigned long)sysconf(_SC_CLK_TCK),
	             m->threads ? m->threads : 1, 10 + m->pid, 2 * pages * (unsigned long)sysconf(_SC_PAGESIZE), pages);
	world_write(w, file, text, (size_t)n);
}

/* 8 GB, of which 2 are free. */
static inline void world_open(struct world *w, const struct made *made, size_t count)
{
	static const char memory[] = "MemTotal: 8388608 kB\nMemFree: 2097152 kB\nMemAvailable: 4194304 kB\nBuffers: 0 kB\n"
	                             "Cached: 2097152 kB\nShmem: 524288 kB\nSUnreclaim: 262144 kB\nSReclaimable: 0 kB\n"
	                             "KernelStack: 0 kB\nPageTables: 0 kB\nSwapTotal: 1048576 kB\nSwapFree: 786432 kB\n";
	static const char pressure[] = "some avg10=1.50 avg60=0.00 avg300=0.00 total=0\nfull avg10=0.50 avg60=0.00 avg300=0.00 total=0\n";

	strcpy(w->dir, "build/check/world-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(w->dir));
	world_make(w, "pressure");
	world_write(w, "meminfo", memory, strlen(memory));
	world_write(w, "pressure/memory", pressure, strlen(pressure));
	for (size_t i = 0; i < count; i++)
		world_put(w, &made[i]);
}

#define WORLD(w, made) world_open(w, made, sizeof(made) / sizeof((made)[0]))

static inline int world_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static inline void world_close(const struct world *w)
{
	nftw(w->dir, world_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* The process has ended. */
static inline void world_take(const struct world *w, int pid)
{
	char path[96];

	snprintf(path, sizeof(path), "%s/%d", w->dir, pid);
	nftw(path, world_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- rows and cells ---------------------------------------------------------------------------------------------------- */

struct cell_claim {
	const char *name, *title, *text;
};

/* The word that stands under the title's end in the row that has the name in it; "" if there is none. */
static inline void cell_read(const struct pty *p, const char *name, const char *title, char *out, size_t room)
{
	char line[2048];
	int row, head, col;

	out[0] = '\0';
	if (!pty_find(p, title, &head, &col) || !pty_find(p, name, &row, NULL) || row <= head)
		return;
	pty_row(p, row, line, sizeof(line));
	/* An arrow behind the title of the column that sorts moves the title to the left. */
	int end = col + (int)strlen(title) + 1, from;
	if (end > (int)strlen(line))
		return;
	if (line[end - 1] == ' ')
		end--;
	for (from = end; from > 0 && line[from - 1] != ' '; from--)
		;
	snprintf(out, room, "%.*s", end - from, line + from);
}

static inline bool cell_holds(const struct pty *p, void *arg)
{
	const struct cell_claim *c = arg;
	char text[64];

	cell_read(p, c->name, c->title, text, sizeof(text));
	return strcmp(text, c->text) == 0;
}

static inline bool row_is_selected(const struct pty *p, void *name)
{
	int row;

	if (!pty_find(p, name, &row, NULL))
		return false;
	return pty_style(p, row, 0).bg != PTY_DEFAULT || pty_style(p, row, 0).reverse;
}

/* Tagged, and not selected: that would look another way. */
static inline bool row_is_tagged(const struct pty *p, void *name)
{
	int row;

	return pty_find(p, name, &row, NULL) && pty_style(p, row, 6).bold && !row_is_selected(p, name);
}

static inline bool row_is_plain(const struct pty *p, void *name)
{
	int row;

	return pty_find(p, name, &row, NULL) && !pty_style(p, row, 6).bold && !row_is_selected(p, name);
}

/* The names stand below each other, in this order. */
static inline bool rows_are_ordered(const struct pty *p, void *arg)
{
	int last = -1, row;

	for (const char *const *name = arg; *name; name++) {
		if (!pty_find(p, *name, &row, NULL) || row <= last)
			return false;
		last = row;
	}
	return true;
}

#define expect_cell(p, name, title, text) \
	PTY_EXPECT(p, pty_wait(p, cell_holds, &(struct cell_claim){ name, title, text }), "not under " title " of " name, text)
#define expect_selected(p, name) PTY_EXPECT(p, pty_wait(p, row_is_selected, (void *)(uintptr_t)(name)), "not selected", name)
#define expect_tagged(p, name)   PTY_EXPECT(p, pty_wait(p, row_is_tagged, (void *)(uintptr_t)(name)), "not tagged", name)
#define expect_plain(p, name)    PTY_EXPECT(p, pty_wait(p, row_is_plain, (void *)(uintptr_t)(name)), "tagged or selected", name)
#define expect_order(p, ...) \
	PTY_EXPECT(p, pty_wait(p, rows_are_ordered, (void *)(uintptr_t)PTY_LIST(__VA_ARGS__)), "not in this order", #__VA_ARGS__)

/* ---- processes to end ------------------------------------------------------------------------------------------------ */

enum { VICTIMS = 3 };

/* Shells that wait for commands which never come. Their names are the first words of their command lines. */
struct stage {
	pid_t pid[VICTIMS];
	int say[VICTIMS];         /* their standard input: when the test ends they do too */
	char list[64];            /* for -p */
};

static inline const char *victim_name(int i)
{
	return (const char *const[VICTIMS]){ "victim-alpha", "victim-beta", "victim-gamma" }[i];
}

static inline pid_t victim_start(const char *name, int *say)
{
	int ends[2];
	pid_t pid;

	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(ends[0], STDIN_FILENO);
		execl("/bin/sh", name, (char *)NULL);
		_exit(127);
	}
	ck_assert_int_gt(pid, 0);
	close(ends[0]);
	*say = ends[1];
	return pid;
}

static inline struct pty *stage_enter(struct stage *s, const char *const *command)
{
	const char *argv[16];
	size_t n = 0;
	struct pty *p;

	for (int i = 0; i < VICTIMS; i++)
		s->pid[i] = victim_start(victim_name(i), &s->say[i]);
	snprintf(s->list, sizeof(s->list), "%d,%d,%d", (int)s->pid[0], (int)s->pid[1], (int)s->pid[2]);
	for (; command[n]; n++)
		argv[n] = command[n];
	argv[n++] = "-d0.1";
	argv[n++] = "-p";
	argv[n++] = s->list;
	argv[n] = NULL;
	p = pty_open(argv, 30, 100, NULL);
	for (int i = 0; i < VICTIMS; i++)
		expect_text(p, victim_name(i));
	return p;
}

static inline void stage_leave(struct stage *s, struct pty *p)
{
	pty_close(p);
	for (int i = 0; i < VICTIMS; i++) {
		close(s->say[i]);
		if (!s->pid[i])
			continue;
		kill(s->pid[i], SIGKILL);
		waitpid(s->pid[i], NULL, 0);
	}
}

/* Selects by search, because equals may stand in any order. */
static inline void row_choose(struct pty *p, const char *name)
{
	pty_type(p, KEY_HOME "/");
	expect_text(p, "Search:");
	pty_type(p, name);
	expect_selected(p, name);
	pty_type(p, KEY_ENTER);
	expect_gone(p, "Search:");
}

/* The shell has done what it was told: its directory is / then. */
static inline void shell_do(pid_t pid, int say, const char *commands)
{
	char path[64], cwd[16];

	ck_assert_int_eq(write(say, commands, strlen(commands)), (ssize_t)strlen(commands));
	ck_assert_int_eq(write(say, "\ncd /\n", 6), 6);
	snprintf(path, sizeof(path), "/proc/%d/cwd", (int)pid);
	ck_assert(until(readlink(path, cwd, sizeof(cwd)) == 1));
}

static inline bool victim_lives(pid_t pid)
{
	return waitpid(pid, NULL, WNOHANG) == 0;
}

static inline int victim_end(pid_t *pid)
{
	int status;

	ck_assert_int_eq(waitpid(*pid, &status, 0), *pid);
	*pid = 0;
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

#endif
