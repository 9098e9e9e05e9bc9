/* run_shell.h - "ramtop run" as it is typed at a shell in a terminal. Each test file has its own copy. */
#ifndef RUN_SHELL_H
#define RUN_SHELL_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pty.h"
#include "suite.h"
#include "workload_program.h"

#define PATIENCE_MS 20000
#define RUN "RUN=" PROGRAM " run"

/* A shell with job control. What the command is to do is in $DO, so that the line that is typed does not look like its answers. */
static inline struct pty *open_shell(const char *script)
{
	struct pty *p = pty_open(PTY_LIST("bash", "--norc", "--noprofile", "-i"), 30, 100, PTY_LIST(RUN, "PS1=ready> ", text_of("DO=%s", script)));

	pty_patience(p, PATIENCE_MS);
	expect_text(p, "ready>");
	return p;
}

static inline struct pty *start(const char *script, const char *line)
{
	struct pty *p = open_shell(script);

	pty_type(p, line);
	expect_text(p, "begun");
	return p;
}
#define start_run(script) start(script, "$RUN bash -c \"$DO\"\r")

/* The shell has the terminal, and does that. */
static inline void expect_shell(struct pty *p, const char *line, const char *answer)
{
	pty_type(p, line);
	expect_text(p, answer);
}

static inline pid_t number_behind(struct pty *p, const char *word)
{
	char row[512];
	int at;

	expect_text(p, word);
	ck_assert(pty_find(p, word, &at, NULL));
	return (pid_t)atoi(strstr(pty_row(p, at, row, sizeof(row)), word) + strlen(word));
}

static inline char state_of(pid_t pid)
{
	char text[512] = "", file[32];
	const char *end;
	FILE *f;

	snprintf(file, sizeof(file), "/proc/%d/stat", (int)pid);
	f = fopen(file, "re");
	if (!f)
		return '-';
	if (!fgets(text, sizeof(text), f))
		text[0] = '\0';
	fclose(f);
	end = strrchr(text, ')');
	return end ? end[2] : '-';
}

static inline void write_to(const char *file, const char *text)
{
	FILE *f = fopen(file, "we");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

/* A fifo to wait at, and a file for the report, in a directory of their own. */
static char scratch[32];

static inline const char *fifo_in_scratch(void)
{
	snprintf(scratch, sizeof(scratch), "build/check/run-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(scratch));
	ck_assert_int_eq(mkfifo(text_of("%s/fifo", scratch), 0600), 0);
	return text_of("%s/fifo", scratch);
}

static inline bool report_has(const char *text)
{
	char all[4096];
	FILE *f = fopen(text_of("%s/report", scratch), "re");

	if (!f)
		return false;
	all[fread(all, 1, sizeof(all) - 1, f)] = '\0';
	fclose(f);
	return strstr(all, text);
}

static inline void leave_scratch(void)
{
	unlink(text_of("%s/fifo", scratch));
	unlink(text_of("%s/report", scratch));
	ck_assert_int_eq(rmdir(scratch), 0);
}

/* "T": both are stopped; "S": neither is. */
static inline void expect_state(struct pty *p, char state, pid_t command, pid_t us)
{
	bool is_so = until((state_of(command) == 'T') == (state == 'T') && (state_of(us) == 'T') == (state == 'T'));

	ck_assert_msg(is_so, "command %c, ramtop %c\n%s", state_of(command), state_of(us), pty_exhibit(p));
}

#endif
