/* exits.c - taskstats: the records of those that end. Knows no tree: child.c finds out whose they are. */
#define _GNU_SOURCE
#include "exits.h"

#include <errno.h>
#include <linux/acct.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/taskstats.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vec.h"

#define ROOM (4 << 20)       /* bytes that may wait for us */
#define MESSAGE 4096         /* one record is some 500 */
#define PATIENCE_US 500000   /* for the answers to what we ask */

struct exits {
	int fd;
	uint16_t family;
	char cpus[32];
	bool were_lost;
};

/* ---- messages ------------------------------------------------------------------------------------------------------------------ */

/* The attribute of this type in a run of them; NULL: there is none. */
static const char *attribute(const char *at, size_t length, uint16_t type, size_t *size)
{
	struct nlattr a;

	while (length >= NLA_HDRLEN) {
		memcpy(&a, at, sizeof(a));
		if (a.nla_len < NLA_HDRLEN || a.nla_len > length)
			return NULL;
		if ((a.nla_type & NLA_TYPE_MASK) == type) {
			*size = a.nla_len - NLA_HDRLEN;
			return at + NLA_HDRLEN;
		}
		size_t step = NLA_ALIGN(a.nla_len);
		if (step > length)
			return NULL;
		at += step;
		length -= step;
	}
	return NULL;
}

bool exits_parse(const void *message, size_t length, uint16_t family, struct exit_record *out)
{
	const char *text = message, *part;
	struct nlmsghdr head;
	struct taskstats s = { 0 };
	size_t n;

	if (length < NLMSG_HDRLEN + GENL_HDRLEN)
		return false;
	memcpy(&head, text, sizeof(head));
	if (head.nlmsg_len > length || head.nlmsg_len < NLMSG_HDRLEN + GENL_HDRLEN || head.nlmsg_type != family)
		return false;
	part = attribute(text + NLMSG_HDRLEN + GENL_HDRLEN, head.nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN, TASKSTATS_TYPE_AGGR_PID, &n);
	part = part ? attribute(part, n, TASKSTATS_TYPE_STATS, &n) : NULL;
	if (!part || n < offsetof(struct taskstats, hiwater_vm))
		return false;
	memcpy(&s, part, n < sizeof(s) ? n : sizeof(s));
	*out = (struct exit_record){ .pid = (pid_t)s.ac_pid, .ppid = (pid_t)s.ac_ppid, .peak = s.hiwater_rss * 1024 };
	/* Before version 12 it is not told: then each task counts. */
	out->is_last = s.version < 12 || s.ac_flag & AGROUP;
	if (s.version >= 12 && s.ac_tgid)
		out->pid = (pid_t)s.ac_tgid;
	memcpy(out->comm, s.ac_comm, sizeof(out->comm) - 1);
	return true;
}

/* ---- asking -------------------------------------------------------------------------------------------------------------------- */

static bool ask(int fd, uint16_t type, uint8_t command, uint16_t attr, const char *text)
{
	struct {
		struct nlmsghdr head;
		struct genlmsghdr generic;
		struct nlattr attr;
		char text[32];
	} m = { .head = { .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK, .nlmsg_seq = 1 },
	        .generic = { .cmd = command, .version = 1 }, .attr = { .nla_type = attr } };
	size_t n = strlen(text) + 1;

	memcpy(m.text, text, n);
	m.attr.nla_len = (uint16_t)(NLA_HDRLEN + n);
	m.head.nlmsg_len = (uint32_t)(NLMSG_HDRLEN + GENL_HDRLEN + NLA_ALIGN(m.attr.nla_len));
	return send(fd, &m, m.head.nlmsg_len, 0) == (ssize_t)m.head.nlmsg_len;
}

/* Waits for the acknowledgement; what comes before it with this type is put into "answer". False with errno. */
static bool acknowledged(int fd, char answer[MESSAGE], size_t *length)
{
	char text[MESSAGE];
	struct nlmsghdr head;
	struct nlmsgerr result;

	*length = 0;
	for (;;) {
		ssize_t n = recv(fd, text, sizeof(text), 0);
		if (n < 0)
			return false;
		for (size_t at = 0; at + NLMSG_HDRLEN <= (size_t)n; at += NLMSG_ALIGN(head.nlmsg_len)) {
			memcpy(&head, text + at, sizeof(head));
			if (head.nlmsg_len < NLMSG_HDRLEN || head.nlmsg_len > (size_t)n - at)
				break;
			if (head.nlmsg_type == NLMSG_ERROR && head.nlmsg_len >= NLMSG_HDRLEN + sizeof(result)) {
				memcpy(&result, text + at + NLMSG_HDRLEN, sizeof(result));
				errno = -result.error;
				return result.error == 0;
			}
			memcpy(answer, text + at, head.nlmsg_len);
			*length = head.nlmsg_len;
		}
	}
}

static bool find_family(int fd, uint16_t *family)
{
	char answer[MESSAGE];
	const char *part;
	size_t length, n;

	if (!ask(fd, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, CTRL_ATTR_FAMILY_NAME, TASKSTATS_GENL_NAME) || !acknowledged(fd, answer, &length))
		return false;
	if (length < NLMSG_HDRLEN + GENL_HDRLEN)
		return false;
	part = attribute(answer + NLMSG_HDRLEN + GENL_HDRLEN, length - NLMSG_HDRLEN - GENL_HDRLEN, CTRL_ATTR_FAMILY_ID, &n);
	if (!part || n < sizeof(*family))
		return false;
	memcpy(family, part, sizeof(*family));
	return true;
}

struct exits *exits_open(struct err *why)
{
	struct exits *x = memory_new(sizeof(*x));
	struct timeval patience = { 0, PATIENCE_US };
	char none[MESSAGE];
	int room = ROOM;
	size_t n;

	*x = (struct exits){ .fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC) };
	snprintf(x->cpus, sizeof(x->cpus), "0-%ld", sysconf(_SC_NPROCESSORS_CONF) - 1);
	if (x->fd >= 0) {
		if (setsockopt(x->fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)) != 0)
			setsockopt(x->fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
		setsockopt(x->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	}
	if (x->fd >= 0 && find_family(x->fd, &x->family) &&
	    ask(x->fd, x->family, TASKSTATS_CMD_GET, TASKSTATS_CMD_ATTR_REGISTER_CPUMASK, x->cpus) && acknowledged(x->fd, none, &n))
		return x;
	err_set(why, "no records of processes that end: %s", strerror(errno));
	if (x->fd >= 0)
		close(x->fd);
	x->fd = -1;
	exits_close(x);
	return NULL;
}

void exits_read(struct exits *x, void (*take)(void *with, const struct exit_record *r), void *with)
{
	char text[MESSAGE];
	struct exit_record r;
	struct nlmsghdr head;

	for (;;) {
		ssize_t n = recv(x->fd, text, sizeof(text), MSG_DONTWAIT);
		if (n < 0 && errno == ENOBUFS) {
			x->were_lost = true;
			continue;
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		for (size_t at = 0; at + NLMSG_HDRLEN <= (size_t)n; at += NLMSG_ALIGN(head.nlmsg_len)) {
			memcpy(&head, text + at, sizeof(head));
			if (head.nlmsg_len < NLMSG_HDRLEN || head.nlmsg_len > (size_t)n - at)
				break;
			if (exits_parse(text + at, head.nlmsg_len, x->family, &r))
				take(with, &r);
		}
	}
}

bool exits_were_lost(const struct exits *x)
{
	return x->were_lost;
}

void exits_close(struct exits *x)
{
	if (!x)
		return;
	if (x->fd >= 0)
		close(x->fd);
	free(x);
}
