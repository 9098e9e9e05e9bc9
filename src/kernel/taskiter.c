/* taskiter.c - reads the task iterator, and has it loaded by a child. Knows the records, not what they are for. */
#define _GNU_SOURCE
#include "taskiter.h"

#include <errno.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scan_text.h"
#include "vec.h"

#define READ_ROOM 65536

struct taskiter {
	enum taskiter_state state;
	struct err why;
	pid_t loader;              /* 0: reaped */
	int socket;                /* from it; -1: closed */
	struct taskiter_program program;
	struct taskiter_wish wish; /* as the kernel has it */
	__u32 cpus;
	bool exact;                /* the record that was handed over last */
	char *buffer;              /* READ_ROOM bytes */
};

/* What the loader sends; the two descriptors come with it. */
struct report {
	bool ok;
	__u32 cpus;
	struct err why;
};

union rights {
	struct cmsghdr header;
	char room[CMSG_SPACE(2 * sizeof(int))];
};

static void send_report(int socket, struct report *report, const struct taskiter_program *program)
{
	struct iovec iov = { report, sizeof(*report) };
	union rights rights = { 0 };
	struct msghdr message = { .msg_iov = &iov, .msg_iovlen = 1 };
	int fds[2] = { program->iterator, program->wish };

	if (report->ok) {
		message.msg_control = &rights;
		message.msg_controllen = sizeof(rights);
		rights.header = (struct cmsghdr){ .cmsg_len = CMSG_LEN(sizeof(fds)), .cmsg_level = SOL_SOCKET,
		                                  .cmsg_type = SCM_RIGHTS };
		memcpy(CMSG_DATA(&rights.header), fds, sizeof(fds));
	}
	/* Should the parent be gone, there is nobody left to tell. */
	if (sendmsg(socket, &message, MSG_NOSIGNAL) < 0)
		_exit(1);
}

_Noreturn static void run_loader(int socket)
{
	struct taskiter_program program = { .iterator = -1, .wish = -1 };
	struct report report = { 0 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	report.ok = taskiter_load(&program, &report.why);
	report.cpus = program.cpus;
	send_report(socket, &report, &program);
	_exit(0);
}

static struct taskiter *failed(struct taskiter *t, const char *what)
{
	t->state = TASKITER_FAILED;
	err_set(&t->why, "the BPF task iterator cannot be loaded: %s: %s", what, strerror(errno));
	return t;
}

/* What the kernel will ask for, asked here first: a loader that must fail would cost a plain user time at each start. */
static bool may_load(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { 0 };
	uint64_t caps;

	if (syscall(SYS_capget, &header, data) != 0)
		return false;
	caps = data[0].effective | (uint64_t)data[1].effective << 32;
	return caps >> CAP_SYS_ADMIN & 1 || (caps >> CAP_BPF & 1 && caps >> CAP_PERFMON & 1);
}

struct taskiter *taskiter_start(void)
{
	struct taskiter *t = memory_new(sizeof(*t));
	int sockets[2];

	*t = (struct taskiter){ .socket = -1, .program = { .iterator = -1, .wish = -1 } };
	if (!taskiter_is_built() || !may_load()) {
		t->state = TASKITER_FAILED;
		err_set(&t->why, taskiter_is_built() ? TASKITER_NEEDS : "this ramtop was built without the BPF task iterator");
		return t;
	}
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
		return failed(t, "socketpair");
	t->loader = fork();
	if (t->loader == 0)
		run_loader(sockets[1]);
	close(sockets[1]);
	t->socket = sockets[0];
	if (t->loader < 0) {
		t->loader = 0;
		return failed(t, "fork");
	}
	return t;
}

static void end_loader(struct taskiter *t)
{
	if (t->loader) {
		kill(t->loader, SIGKILL);
		waitpid(t->loader, NULL, 0);
	}
	if (t->socket >= 0)
		close(t->socket);
	t->loader = 0;
	t->socket = -1;
}

static void take_report(struct taskiter *t)
{
	struct report report;
	struct iovec iov = { &report, sizeof(report) };
	union rights rights = { 0 };
	struct msghdr message = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &rights, .msg_controllen = sizeof(rights) };
	const struct cmsghdr *header;
	int fds[2];

	if (recvmsg(t->socket, &message, MSG_CMSG_CLOEXEC) != sizeof(report)) {
		failed(t, "its loader ended");
		return;
	}
	header = CMSG_FIRSTHDR(&message);
	if (!report.ok || !header || header->cmsg_type != SCM_RIGHTS || header->cmsg_len != CMSG_LEN(sizeof(fds))) {
		t->state = TASKITER_FAILED;
		t->why = report.why;
		return;
	}
	memcpy(fds, CMSG_DATA(header), sizeof(fds));
	t->program = (struct taskiter_program){ fds[0], fds[1], report.cpus };
	t->cpus = report.cpus;
	t->buffer = memory_new(READ_ROOM);
	t->state = TASKITER_READY;
}

enum taskiter_state taskiter_poll(struct taskiter *t, int timeout_ms, struct err *why)
{
	struct pollfd fd = { .fd = t->socket, .events = POLLIN };

	if (t->state == TASKITER_LOADING && poll(&fd, 1, timeout_ms) == 1) {
		take_report(t);
		end_loader(t);
	}
	if (t->state == TASKITER_FAILED)
		*why = t->why;
	return t->state;
}

static int bpf(int command, union bpf_attr *attr)
{
	return (int)syscall(SYS_bpf, command, attr, sizeof(*attr));
}

/* Tells the program what is wished. */
static bool tell(struct taskiter *t, const struct taskiter_wish *wish)
{
	__u32 zero = 0;
	union bpf_attr attr = { .map_fd = (__u32)t->program.wish, .key = (__u64)(uintptr_t)&zero,
	                        .value = (__u64)(uintptr_t)&t->wish };

	t->wish = *wish;
	t->wish.cpus = t->cpus;
	return bpf(BPF_MAP_UPDATE_ELEM, &attr) == 0;
}

/* Hands over the whole records at the buffer's start. Returns the bytes that they take. */
static size_t hand_over(struct taskiter *t, size_t length, const struct taskiter_taker *taker, void *context)
{
	const char *bytes = t->buffer;
	size_t at = 0;
	__u32 size;

	while (length - at >= sizeof(size)) {
		const void *record = bytes + at;
		memcpy(&size, record, sizeof(size));
		if (size > length - at)
			break;
		if (size == sizeof(struct taskiter_record)) {
			t->exact = ((const struct taskiter_record *)record)->exact;
			taker->task(context, record);
		} else if (size == sizeof(struct taskiter_thread))
			taker->thread(context, record);
		else if (size == sizeof(struct taskiter_same))
			taker->same(context, record);
		else
			break;
		at += size;
	}
	return at;
}

bool taskiter_read(struct taskiter *t, const struct taskiter_wish *wish, const struct taskiter_taker *taker, void *context)
{
	union bpf_attr attr = { .iter_create = { .link_fd = (__u32)t->program.iterator } };
	size_t kept = 0, taken;
	ssize_t n;
	int fd;

	if (!tell(t, wish) || (fd = bpf(BPF_ITER_CREATE, &attr)) < 0)
		return false;
	while ((n = read(fd, t->buffer + kept, READ_ROOM - kept)) > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN))) {
		if (n < 0)
			continue;
		taken = hand_over(t, kept + (size_t)n, taker, context);
		kept = kept + (size_t)n - taken;
		memmove(t->buffer, t->buffer + taken, kept);
		if (kept >= sizeof(struct taskiter_record))
			break;
	}
	close(fd);
	return n == 0 && kept == 0;
}

bool taskiter_is_exact(const struct taskiter *t)
{
	return t->exact;
}

void taskiter_close(struct taskiter *t)
{
	end_loader(t);
	if (t->program.iterator >= 0)
		close(t->program.iterator);
	if (t->program.wish >= 0)
		close(t->program.wish);
	free(t->buffer);
	free(t);
}

/* As in task_state_index and task_state_array of the kernel: the highest bit that is set names the state. */
static char state_of(const struct taskiter_record *r)
{
	static const char names[] = "RSDTtXZPI";
	enum { UNINTERRUPTIBLE = 0x02, REPORTED = 0x7f, IDLE = 0x402, RTLOCK_WAIT = 0x1000, FROZEN = 0x8000 };
	__u32 bits = (r->state | r->exit_state) & REPORTED;
	int index = 0;

	if ((r->state & IDLE) == IDLE)
		return 'I';
	if (r->state & (RTLOCK_WAIT | FROZEN))
		bits = UNINTERRUPTIBLE;
	for (; bits; bits >>= 1)
		index++;
	return names[index];
}

static uint64_t pages(__s64 n)
{
	/* A counter may be seen below zero for a moment. */
	return n > 0 ? (uint64_t)n * kernel_page() : 0;
}

void taskiter_line(const struct taskiter_record *r, struct stat_line *line)
{
	uint64_t tick = kernel_tick_ns();

	*line = (struct stat_line){
		.comm = r->comm, .comm_length = strnlen(r->comm, sizeof(r->comm)), .state = state_of(r),
		.pid = (pid_t)r->pid, .ppid = (pid_t)r->ppid, .pgrp = (pid_t)r->pgrp, .session = (pid_t)r->session,
		.flags = r->flags, .minflt = r->minflt, .majflt = r->majflt, .user_ns = r->cpu_ns,
		.priority = r->prio - 100, .nice = r->static_prio - 120, .threads = r->threads,
		.start_ns = r->start_ns / tick * tick, .vsz = r->vsz * kernel_page(), .rss = pages(r->file + r->anon + r->shmem),
		.start_code = r->exec_id, .start_stack = TASKITER_STACK, .processor = r->cpu,
	};
}
