/* run_live.c - who has the terminal while a command runs: the screen, until it is left. Measures nothing, draws nothing. */
#define _GNU_SOURCE
#include "run_live.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command_text.h"
#include "held_output.h"
#include "mode.h"
#include "terminal.h"
#include "thread.h"

#define HIGH 10              /* our own descriptors: out of the way of those that have a meaning */
#define GRACE_MS 150         /* what has ended by then was never on the screen */
#define MS 1000000u

/* The process that shows. */
struct front {
	struct live live;        /* the first: whoever has it has all */
	pid_t behind;            /* the process that measures */
	int link, signals;
	bool has_ended;
	struct held_output held;
	char command[COMMAND_TEXT];
};

/* ---- the terminal -------------------------------------------------------------------------------------------------------------- */

/* The screen is shown on the terminal that there is, even where the command's own input and output are files. */
static bool take_terminal(int usual[3], struct err *e)
{
	struct err why;

	for (int i = 0; i < 3; i++)
		usual[i] = fcntl(i, F_DUPFD_CLOEXEC, HIGH);
	for (int i = 0; i < 2; i++) {
		int fd = isatty(i) ? -1 : open("/dev/tty", O_RDWR | O_CLOEXEC);
		if (fd >= 0)
			dup2(fd, i);
		if (fd >= 0 && fd != i)
			close(fd);
	}
	return terminal_can(&why) || err_set(e, "--live: %.400s", why.text);
}

static bool is_same_terminal(int a, int b)
{
	unsigned int device_a, device_b;

	return ioctl(a, TIOCGDEV, &device_a) == 0 && ioctl(b, TIOCGDEV, &device_b) == 0 && device_a == device_b;
}

static void recover(int terminal)
{
	terminal_recover(terminal, terminal);
}

/* What must not be the command's while the screen is there. */
static bool lend(struct backstage *b, struct held_output *held, struct err *e)
{
	if (!held_output_open(held, STDOUT_FILENO, recover, e))
		return false;
	b->lent[0] = isatty(b->usual[0]) ? open("/dev/null", O_RDONLY | O_CLOEXEC) : -1;
	for (int i = 1; i < 3; i++)
		b->lent[i] = is_same_terminal(b->usual[i], STDOUT_FILENO) ? fcntl(held->in, F_DUPFD_CLOEXEC, HIGH) : -1;
	return true;
}

/* ---- in front ------------------------------------------------------------------------------------------------------------------ */

/* What others send us is for the command; what the terminal sends it has got itself. */
static enum live_news look(struct live *l)
{
	struct front *f = (struct front *)l;
	enum live_news news = LIVE_GOES_ON;
	struct signalfd_siginfo s;
	char word;

	while (read(f->signals, &s, sizeof(s)) == (ssize_t)sizeof(s)) {
		if (s.ssi_code != SI_KERNEL)
			kill(f->behind, (int)s.ssi_signo);
		else if (s.ssi_signo == SIGINT || s.ssi_signo == SIGQUIT)
			news = LIVE_INTERRUPTED;
	}
	/* A word, or the end of the one who would have said it. */
	f->has_ended = f->has_ended || recv(f->link, &word, 1, MSG_DONTWAIT) >= 0;
	return f->has_ended ? LIVE_ENDED : news;
}

/* Until it has ended, or the time is over; 0: for ever. */
static void wait_for_end(struct front *f, unsigned ms)
{
	struct pollfd fd = { .fd = f->live.fd, .events = POLLIN };
	uint64_t until = thread_now_ns() + (uint64_t)ms * MS, now;

	while (look(&f->live) != LIVE_ENDED && (!ms || (now = thread_now_ns()) < until))
		poll(&fd, 1, ms ? (int)((until - now) / MS) + 1 : -1);
}

static bool listen_to(struct front *f, const sigset_t *set, struct err *e)
{
	f->signals = signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK);
	f->live.fd = epoll_create1(EPOLL_CLOEXEC);
	if (f->signals >= 0 && f->live.fd >= 0 &&
	    epoll_ctl(f->live.fd, EPOLL_CTL_ADD, f->signals, &(struct epoll_event){ .events = EPOLLIN }) == 0 &&
	    epoll_ctl(f->live.fd, EPOLL_CTL_ADD, f->link, &(struct epoll_event){ .events = EPOLLIN }) == 0)
		return true;
	return err_set(e, "--live: %s", strerror(errno));
}

/* The user's own screens, in the tree at first; what is changed there is kept as always, but not this. */
static void show(struct front *f, struct options *o)
{
	struct err e;
	int signal;

	keeping_start(&o->keeping, NULL);
	kept_load(&o->keeping, &o->settings);
	o->settings.view.tree = true;
	o->settings.view.filter.under = f->behind;
	if (!mode_watch(o, &f->live, &signal, &e))
		fprintf(stderr, "ramtop: %s\n", e.text);
}

/* The screen's own signals are the usual ones again: Ctrl-Z stops us with the command. */
static void forget_screen(const sigset_t *set)
{
	static const int screens[] = { SIGTSTP, SIGWINCH, SIGCONT };

	for (size_t i = 0; i < ARRAY_LEN(screens); i++)
		signal(screens[i], SIG_DFL);
	sigprocmask(SIG_SETMASK, set, NULL);
}

static int status_of(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	fprintf(stderr, "ramtop: the process that measured was ended by signal %d (%s): there is no report\n", WTERMSIG(status),
	        strsignal(WTERMSIG(status)));
	return 128 + WTERMSIG(status);
}

static int be_in_front(struct front *f, struct options *o, const sigset_t *set)
{
	char word = '\n';

	wait_for_end(f, GRACE_MS);
	if (!f->has_ended)
		show(f, o);
	forget_screen(set);
	held_output_release(&f->held);
	if (!f->has_ended)
		fprintf(stderr, "ramtop: %s goes on; the report follows when it ends\n", f->command);
	wait_for_end(f, 0);
	held_output_release(&f->held);
	send(f->link, &word, 1, MSG_NOSIGNAL);
	held_output_close(&f->held);
	return status_of(f->behind);
}

/* ---- both ---------------------------------------------------------------------------------------------------------------------- */

static void name_command(struct front *f, const struct options *o, const struct live_figures *figures)
{
	command_text(f->command, o->run.argv, o->settings.set);
	f->live = (struct live){ .command = f->command, .start_ns = thread_now_ns(), .figures = figures, .fd = -1, .look = look };
}

/* What both have of each other, before they part. */
static bool join(struct front *f, struct backstage *b, const sigset_t *set, struct err *e)
{
	int link[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, link) != 0)
		return err_set(e, "--live: %s", strerror(errno));
	f->link = link[0];
	b->link = link[1];
	return listen_to(f, set, e);
}

static void go_behind(struct front *f, const struct backstage *b, const sigset_t *usual)
{
	sigprocmask(SIG_SETMASK, usual, NULL);
	backstage_take_back(b);
	held_output_close(&f->held);
	close(f->link);
}

static void go_in_front(struct front *f, const struct backstage *b)
{
	for (int i = 0; i < 3; i++)
		if (b->lent[i] >= 0)
			close(b->lent[i]);
	close(f->held.in);
	f->held.in = -1;
	close(b->link);
}

bool run_live(struct options *o, int (*measure)(struct options *o, struct backstage *b), int *status, struct err *e)
{
	struct front f = { .behind = -1 };
	struct backstage b;
	sigset_t set, usual;

	b.figures = mmap(NULL, sizeof(*b.figures), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b.figures == MAP_FAILED)
		return err_set(e, "--live: %s", strerror(errno));
	name_command(&f, o, b.figures);
	if (!take_terminal(b.usual, e) || !lend(&b, &f.held, e))
		return false;
	backstage_signals(&set);
	sigprocmask(SIG_BLOCK, &set, &usual);
	if (!join(&f, &b, &set, e))
		return false;
	f.behind = fork();
	if (f.behind < 0)
		return err_set(e, "--live: %s", strerror(errno));
	if (f.behind == 0) {
		go_behind(&f, &b, &usual);
		*status = measure(o, &b);
	} else {
		go_in_front(&f, &b);
		*status = be_in_front(&f, o, &set);
	}
	return true;
}
