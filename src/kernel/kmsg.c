/* kmsg.c - parses records of the kernel's log. Opens no file. */
#define _GNU_SOURCE
#include "kmsg.h"

#include <string.h>

#include "scan_text.h"
#include "vec.h"

/* "6,4865,12007833187,-,caller=T1;message\n SUBSYSTEM=x\n": what follows the number of microseconds may grow. */
bool kmsg_parse(const char *text, size_t length, struct kmsg_record *out)
{
	struct text_at t = { text, text + length };
	uint64_t priority, at_us;
	const char *semicolon, *end;

	if (!text_number(&t, &priority) || !text_skip(&t, ",") || !text_number(&t, &out->number) || !text_skip(&t, ",") ||
	    !text_number(&t, &at_us) || at_us > UINT64_MAX / 1000 || priority >> 3 > 255)
		return false;
	semicolon = memchr(t.at, ';', (size_t)(t.end - t.at));
	end = memchr(t.at, '\n', (size_t)(t.end - t.at));
	if (!semicolon || (end && end < semicolon))
		return false;
	out->facility = (unsigned)(priority >> 3);
	out->at_ns = at_us * 1000;
	out->message = semicolon + 1;
	out->length = (size_t)((end ? end : t.end) - out->message);
	return true;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undoes "\x1b". Writes at most room - 1 bytes and a zero. */
static size_t unescape(const char *from, size_t length, char *out, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < length && n + 1 < room; i++) {
		bool is_code = length - i >= 4 && from[i] == '\\' && from[i + 1] == 'x' && digit(from[i + 2]) >= 0 && digit(from[i + 3]) >= 0;
		out[n++] = is_code ? (char)(digit(from[i + 2]) << 4 | digit(from[i + 3])) : from[i];
		i += is_code ? 3 : 0;
	}
	out[n] = '\0';
	return n;
}

/* Where the word comes last, or NULL. */
static const char *last(const char *text, size_t length, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = length + 1; i-- > 0;)
		if (length - i >= n && memcmp(text + i, word, n) == 0)
			return text + i;
	return NULL;
}

static bool take_pid(struct text_at *t, pid_t *out)
{
	uint64_t n;

	if (!text_number(t, &n) || n == 0 || n > INT32_MAX)
		return false;
	*out = (pid_t)n;
	return true;
}

/* "anon-rss:123kB" anywhere in the text. */
static uint64_t kilobytes_of(struct text_at t, const char *name)
{
	const char *at = memmem(t.at, (size_t)(t.end - t.at), name, strlen(name));
	uint64_t bytes = 0;

	if (!at)
		return 0;
	t.at = at + strlen(name);
	return text_kilobytes(&t, &bytes) ? bytes : 0;
}

bool kmsg_kill_parse(const char *message, size_t length, struct kmsg_kill *out)
{
	/* Nobody but the kernel writes these, but it quotes names that others have chosen. */
	static const char *const starts[] = {
		"Memory cgroup out of memory: ", "Out of memory: ", "Out of memory (oom_kill_allocating_task): ", "",
	};
	struct text_at t = { message, message + length };
	const char *end;
	size_t i;

	*out = (struct kmsg_kill){ 0 };
	for (i = 0; i < ARRAY_LEN(starts); i++)
		if (text_skip(&t, starts[i]))
			break;
	if (!text_skip(&t, "Killed process ") || !take_pid(&t, &out->pid))
		return false;
	/* "4711 (python) total-vm:", or "4711, UID 0, (python) total-vm:". A name may hold ") total-vm:": the last ends it. */
	end = last(t.at, (size_t)(t.end - t.at), ") total-vm:");
	if (!end)
		return false;
	while (t.at < end && *t.at != '(')
		t.at++;
	if (t.at >= end)
		return false;
	out->is_of_group = i == 0;
	out->comm_length = unescape(t.at + 1, (size_t)(end - t.at - 1), out->comm, sizeof(out->comm));
	t.at = end;
	for (const char *const *name = (const char *const[]){ " anon-rss:", " file-rss:", " shmem-rss:", NULL }; *name; name++) {
		uint64_t bytes = kilobytes_of(t, *name);
		out->rss = out->rss > UINT64_MAX - bytes ? UINT64_MAX : out->rss + bytes;
	}
	return true;
}

bool kmsg_choice_parse(const char *message, size_t length, struct kmsg_choice *out)
{
	static const char group[] = ",task_memcg=", pid[] = ",pid=";
	struct text_at t = { message, message + length };
	const char *from, *to;

	if (!text_skip(&t, "oom-kill:constraint="))
		return false;
	from = memmem(t.at, (size_t)(t.end - t.at), group, sizeof(group) - 1);
	to = last(t.at, (size_t)(t.end - t.at), pid);
	if (!from || !to || to < from + sizeof(group) - 1)
		return false;
	out->group = from + sizeof(group) - 1;
	out->length = (size_t)(to - out->group);
	t.at = to + sizeof(pid) - 1;
	return take_pid(&t, &out->pid);
}

size_t kmsg_choice_group(const struct kmsg_choice *c, const struct kmsg_kill *kill, char *out, size_t room)
{
	static const char task[] = ",task=";
	size_t n = sizeof(task) - 1 + kill->comm_length;
	char text[4096];
	size_t length = unescape(c->group, c->length, text, sizeof(text));

	out[0] = '\0';
	if (c->pid != kill->pid || length < n || memcmp(text + length - n, task, sizeof(task) - 1) != 0 ||
	    memcmp(text + length - kill->comm_length, kill->comm, kill->comm_length) != 0)
		return 0;
	length -= n;
	length = length < room ? length : room - 1;
	memcpy(out, text, length);
	out[length] = '\0';
	return length;
}
