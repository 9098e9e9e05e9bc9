/* pty_holder.c - the leader of the program's session, its parent, as a shell would be: it gives the terminal to the program,
 * takes it back when the program stops, adopts what the program leaves behind, and kills it in the end. Draws nothing.
 *
 * Why it exists: a program alone in its session is an orphaned process group, which ignores Ctrl-Z (setpgid(2)); and when a
 * session leader ends, the terminal goes with it, before its settings can be compared. */
#define _GNU_SOURCE
#include "pty_holder.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TTY, TALK = 3, FIRST_FREE };

/* What a program needs from outside that no test should have to say. */
static const char *const passed_on[] = {
	"PATH", "TMPDIR", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE",
};

static void set_environment(const char *const *env)
{
	enum { PASSED = sizeof passed_on / sizeof *passed_on };
	const char *kept[PASSED];

	for (size_t i = 0; i < PASSED; i++)
		kept[i] = getenv(passed_on[i]);
	clearenv();
	for (size_t i = 0; i < PASSED; i++)
		if (kept[i])
			setenv(passed_on[i], kept[i], 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("HOME", "/nonexistent", 1);
	for (; env && *env; env++)
		putenv((char *)*env); /* glibc: without '=' it takes the name away */
}

static void set_signals(void)
{
	sigset_t none;

	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL); /* a test runner may ignore some, and that survives exec */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void become(const char *const *argv, const char *const *env)
{
	setpgid(0, 0);
	tcsetpgrp(TTY, getpid()); /* SIGTTOU is still blocked */
	set_signals();
	set_environment(env);
	execvp(argv[0], (char *const *)argv);
	fprintf(stderr, "cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

static void tell(int what, int value)
{
	struct pty_report r = { .what = what, .value = value };

	send(TALK, &r, sizeof r, MSG_NOSIGNAL);
}

/* Returns the program's pid, or 0 once it has ended: from then on the number may be someone else's. */
static pid_t reap(pid_t program)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED | WCONTINUED)) > 0) {
		if (pid != program)
			continue;
		if (!WIFCONTINUED(status))
			tcsetpgrp(TTY, getpgrp());
		if (WIFEXITED(status) || WIFSIGNALED(status))
			program = 0;
		tell(PTY_CHANGED, status);
	}
	if (pid < 0 && errno == ECHILD)
		tell(PTY_ALONE, 0);
	return program;
}

static void obey(pid_t program, int signo)
{
	if (program == 0)
		return;
	if (signo == SIGCONT) {
		tcsetpgrp(TTY, program);
		program = -program; /* as fg does: the whole job */
	}
	kill(program, signo);
}

/* The children of this process, adopted ones included, are listed in /proc; their own become ours when they die. */
static void kill_all(pid_t program)
{
	if (program)
		kill(-program, SIGKILL);
	for (;;) {
		FILE *f = fopen("/proc/thread-self/children", "re");
		int pid;

		while (f && fscanf(f, "%d", &pid) == 1)
			kill(pid, SIGKILL);
		if (f)
			fclose(f);
		if (waitpid(-1, NULL, 0) < 0 && errno == ECHILD)
			return;
	}
}

static void hold(pid_t program, int signals)
{
	struct pollfd fds[] = { { .fd = TALK, .events = POLLIN }, { .fd = signals, .events = POLLIN } };
	struct signalfd_siginfo si;
	int signo;

	for (;;) {
		poll(fds, 2, -1);
		if (fds[1].revents && read(signals, &si, sizeof si) == sizeof si && si.ssi_signo == SIGHUP && program) {
			kill(-program, SIGHUP); /* only the leader hears of a hangup: shells pass it on */
			kill(-program, SIGCONT);
		}
		program = reap(program);
		if (!fds[0].revents)
			continue;
		if (recv(TALK, &signo, sizeof signo, 0) != sizeof signo)
			break;
		obey(program, signo);
	}
	kill_all(program);
}

static _Noreturn void lead(int master, int talk, const char *const *argv, const char *const *env)
{
	sigset_t all, heard;
	int tty, signals;
	pid_t program;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	setsid();
	tty = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (tty < 0 || ioctl(tty, TIOCSCTTY, 0) < 0)
		_exit(1);
	/* Another pty's master or socket kept open here would keep that one from ever hanging up. */
	talk = fcntl(talk, F_DUPFD, FIRST_FREE);
	for (int fd = TTY; fd < TALK; fd++)
		dup2(tty, fd);
	dup3(talk, TALK, O_CLOEXEC);
	close_range(FIRST_FREE, ~0U, 0);
	sigemptyset(&heard);
	sigaddset(&heard, SIGCHLD);
	sigaddset(&heard, SIGHUP);
	signals = signalfd(-1, &heard, SFD_CLOEXEC);
	prctl(PR_SET_NAME, "pty-holder");
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	program = fork();
	if (program == 0)
		become(argv, env);
	if (signals < 0 || program < 0)
		_exit(1);
	setpgid(program, program); /* whoever comes first; EACCES after the exec is fine */
	tell(PTY_STARTED, program);
	hold(program, signals);
	_exit(0);
}

pid_t pty_hold(int master, const char *const *argv, const char *const *env, int *talk)
{
	int ends[2];
	pid_t holder;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return -1;
	holder = fork();
	if (holder == 0)
		lead(master, ends[1], argv, env);
	close(ends[1]);
	*talk = ends[0];
	if (holder < 0)
		close(ends[0]);
	return holder;
}
