/* relay.c - whose a signal is: ours, the command's, or the command's and it has it already. Waits for no end. */
#define _GNU_SOURCE
#include "relay.h"

#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stat.h"
#include "vec.h"

#define DEEP 256             /* generations */

/* Of our own doing: of these only SIGCHLD is taken. All others are the command's. */
static const int ours[] = { SIGCHLD, SIGPIPE, SIGXFSZ, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };

/* The terminal sends these to the whole process group: what comes from there the command has already. */
static const int of_terminal[] = { SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGWINCH };

/* A shell's job is stopped by these. SIGSTOP is not one of them: whoever sends it to the command alone will let it go on by himself. */
static const int stopping[] = { SIGTSTP, SIGTTIN, SIGTTOU };

/* By which one wants it all to end. */
static const int ending[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };

/* Nothing happens where nobody wants them. */
static const int harmless[] = { SIGCONT, SIGWINCH, SIGURG };

static bool is_one(const int *of, size_t count, int signal)
{
	while (count && of[count - 1] != signal)
		count--;
	return count > 0;
}
#define IS_ONE(of, signal) is_one(of, ARRAY_LEN(of), signal)

void relay_open(struct relay *r)
{
	struct sigaction child = { .sa_handler = SIG_DFL }, before;
	sigset_t set;

	r->told = 0;
	sigfillset(&set);
	for (size_t i = 1; i < ARRAY_LEN(ours); i++)
		sigdelset(&set, ours[i]);
	sigprocmask(SIG_BLOCK, &set, &r->before.mask);
	/* Who ignores it is told of no end. */
	sigaction(SIGCHLD, &child, &before);
	r->before.ignores_children = before.sa_handler == SIG_IGN;
	r->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static bool ask(const struct procfs *p, pid_t pid, struct stat_line *s)
{
	char text[STAT_ROOM];
	ssize_t n = procfs_read(p, pid, 0, "stat", text, sizeof(text));

	return n > 0 && stat_parse(text, (size_t)n, s);
}

static bool descends(const struct procfs *p, pid_t pid)
{
	struct stat_line s;

	for (int i = 0; i < DEEP && pid > 1 && pid != getpid(); i++)
		pid = ask(p, pid, &s) ? s.ppid : 0;
	return pid == getpid();
}

/* And was when it was told to go on: by a stop that has not been taken it was stopped anew. */
static bool is_still_stopped(pid_t command, const struct procfs *p)
{
	struct stat_line line;
	siginfo_t anew = { 0 };

	return ask(p, command, &line) && line.state == 'T' &&
	       waitid(P_PID, (id_t)command, &anew, WSTOPPED | WNOHANG | WNOWAIT) == 0 && anew.si_pid == 0;
}

/* Not to us alone, as by "kill 0", or to end itself by way of us: passed on, it would come twice, or for ever. */
static bool is_of_the_command(const struct signalfd_siginfo *s, const struct procfs *p)
{
	return s->ssi_code != SI_KERNEL && descends(p, (pid_t)s->ssi_pid);
}

/* From the terminal. And to go on is for who is stopped. */
static bool has_it(const struct signalfd_siginfo *s, pid_t command, const struct procfs *p)
{
	if (s->ssi_code == SI_KERNEL && IS_ONE(of_terminal, (int)s->ssi_signo))
		return true;
	return s->ssi_signo == SIGCONT && !is_still_stopped(command, p);
}

/* Until someone lets us go on. Not where nobody could: the kernel knows, an orphaned process group does not stop. */
static void stop_by(int signal)
{
	sigset_t one;

	sigemptyset(&one);
	sigaddset(&one, signal);
	raise(signal);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
	sigprocmask(SIG_BLOCK, &one, NULL);
}

/* Not sooner than the command: it may have a screen to put away before the shell gets the terminal. */
static void stop_with(pid_t command)
{
	siginfo_t who = { 0 };

	if (waitid(P_PID, (id_t)command, &who, WSTOPPED | WNOHANG) == 0 && who.si_pid && IS_ONE(stopping, who.si_status))
		stop_by(who.si_status);
}

/* The command has ended, and we wait for the others. */
static enum relay_answer take_ourselves(int signal)
{
	struct sigaction now;

	sigaction(signal, NULL, &now);
	if (now.sa_handler == SIG_IGN || IS_ONE(harmless, signal))
		return RELAY_GO_ON;
	if (!IS_ONE(stopping, signal))
		return RELAY_ENOUGH;
	stop_by(signal);
	return RELAY_GO_ON;
}

static void note(struct relay *r, int signal)
{
	if (IS_ONE(ending, signal))
		r->told = signal;
}

enum relay_answer relay_take(struct relay *r, pid_t command, const struct procfs *p)
{
	enum relay_answer answer = RELAY_GO_ON;
	struct signalfd_siginfo s;
	bool has_child = false;

	while (read(r->fd, &s, sizeof(s)) == (ssize_t)sizeof(s)) {
		if (s.ssi_signo == SIGCHLD)
			has_child = true;
		note(r, (int)s.ssi_signo);
		if (s.ssi_signo == SIGCHLD || is_of_the_command(&s, p))
			continue;
		if (!command)
			answer = take_ourselves((int)s.ssi_signo) == RELAY_ENOUGH ? RELAY_ENOUGH : answer;
		else if (!has_it(&s, command, p))
			kill(command, (int)s.ssi_signo);
	}
	if (has_child && command)
		stop_with(command);
	return answer;
}

void relay_close(struct relay *r)
{
	struct sigaction child = { .sa_handler = SIG_IGN };
	struct signalfd_siginfo s;

	while (read(r->fd, &s, sizeof(s)) == (ssize_t)sizeof(s))
		note(r, (int)s.ssi_signo);
	close(r->fd);
	if (r->before.ignores_children)
		sigaction(SIGCHLD, &child, NULL);
	sigprocmask(SIG_SETMASK, &r->before.mask, NULL);
}
