/* show_mode.c - ramtop show PID: one process in depth, once. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inspect_print.h"
#include "modes.h"
#include "thread.h"
#include "users.h"

#define PATIENCE UINT64_C(20000000000)   /* all that is read in this time is printed */

static bool take_pid(const char *text, pid_t *pid, struct err *e)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end || n < 1 || n > INT32_MAX)
		return err_set(e, "'%.64s' is no pid", text);
	*pid = (pid_t)n;
	return true;
}

/* The name of the user, which may take a moment to come; else the number. */
static const char *name_of(struct users *users, const struct procfs *proc, pid_t pid)
{
	uid_t uid;

	return procfs_owner(proc, pid, &uid) ? user_name(users_get(users, uid)) : NULL;
}

static int print(const struct options *o, const struct inspection *i)
{
	struct users users;
	const char *user;
	struct err e;
	bool is_json = strcmp(o->sink->name, "json") == 0, is_missing;

	users_init(&users);
	user = name_of(&users, i->subject.proc, i->subject.pid);
	if (is_json)
		inspect_print_json(stdout, i, user);
	else
		inspect_print_text(stdout, i, user, o->settings.set);
	users_free(&users);
	if (fflush(stdout) != 0) {
		err_set(&e, "cannot write to stdout: %s", strerror(errno));
		return mode_fail(EXIT_UNREAD, &e);
	}
	is_missing = inspect_complaint(i, e.text, sizeof(e.text));
	return is_missing ? mode_fail(EXIT_UNREAD, &e) : EXIT_FINE;
}

int show_run(struct options *o)
{
	struct inspection i;
	struct subject s;
	struct procfs proc;
	struct err e;
	pid_t pid = 0;
	int status;

	if (!take_pid(o->operand, &pid, &e) || !procfs_open(&proc, o->proc, &e))
		return mode_fail(EXIT_USAGE, &e);
	if (subject_find(&s, &proc, pid)) {
		s.until_ns = thread_now_ns() + PATIENCE;
		inspection_init(&i);
		inspection_read(&i, &s, INSPECT_ALL);
		status = print(o, &i);
		inspection_free(&i);
	} else {
		err_set(&e, "there is no process %d", (int)pid);
		status = mode_fail(EXIT_UNREAD, &e);
	}
	procfs_close(&proc);
	return status;
}
