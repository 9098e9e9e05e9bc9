/* numa.c - parses numa_maps and sums it. Knows nothing of policies. */
#define _GNU_SOURCE
#include "numa.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "scan_text.h"

#define LINE_ROOM 32768      /* a file's name is at most 4,096 bytes, of which each may be written as four */

/* ---- lines ------------------------------------------------------------------------------------------------------------- */

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* The next word, without the blanks around it. The kernel writes blanks within names as numbers. */
static bool next_word(struct text_at *t, struct text_at *word)
{
	while (t->at < t->end && *t->at == ' ')
		t->at++;
	word->at = t->at;
	while (t->at < t->end && *t->at != ' ')
		t->at++;
	word->end = t->at;
	return word->at < word->end;
}

/* "7f0c8a000000 default anon=3 N0=2 N1=1 kernelpagesize_kB=4". The size of the pages stands behind their numbers. */
struct counts {
	uint64_t pages[NUMA_NODES];
	unsigned nodes;
	uint64_t page;
};

/* "N1=5": five pages on node 1. */
static bool take_node(struct text_at word, struct counts *c)
{
	uint64_t node, pages;

	if (!text_skip(&word, "N") || !text_number(&word, &node) || node >= NUMA_NODES)
		return false;
	if (!text_skip(&word, "=") || !text_number(&word, &pages) || word.at != word.end)
		return false;
	for (; c->nodes <= node; c->nodes++)
		c->pages[c->nodes] = 0;
	c->pages[node] = pages;
	return true;
}

static bool add_counts(struct numa *sum, const struct counts *c)
{
	uint64_t bytes, all;

	for (unsigned i = 0; i < c->nodes; i++)
		if (__builtin_mul_overflow(c->pages[i], c->page, &bytes) ||
		    __builtin_add_overflow(bytes, i < sum->nodes ? sum->bytes[i] : 0, &all))
			return false;
	for (; sum->nodes < c->nodes; sum->nodes++)
		sum->bytes[sum->nodes] = 0;
	for (unsigned i = 0; i < c->nodes; i++)
		sum->bytes[i] += c->pages[i] * c->page;
	return true;
}

static bool add_line(struct text_at line, struct numa *sum)
{
	struct counts c;
	struct text_at word;

	c.nodes = 0;
	c.page = kernel_page();
	if (!next_word(&line, &word))
		return false;
	while (word.at < word.end && is_hex(*word.at))
		word.at++;
	/* An address and a policy. */
	if (word.at < word.end || !next_word(&line, &word))
		return false;
	while (next_word(&line, &word))
		if (!take_node(word, &c) && text_skip(&word, "kernelpagesize_kB=") && (!text_kilobytes(&word, &c.page) || c.page == 0))
			return false;
	return add_counts(sum, &c);
}

bool numa_add(const char *text, size_t length, struct numa *sum)
{
	struct text_at t = { text, text + length }, line;

	while (text_line(&t, &line))
		if (!add_line(line, sum))
			return false;
	return true;
}

bool numa_read(const struct procfs *p, pid_t pid, struct numa *out)
{
	char text[LINE_ROOM];
	size_t used = 0, whole;
	ssize_t n;
	int fd = procfs_open_file(p, pid, "numa_maps");
	bool ok = fd >= 0;

	out->nodes = 0;
	while (ok && (n = read(fd, text + used, sizeof(text) - used)) != 0) {
		const char *end;
		if (n < 0 && errno == EINTR)
			continue;
		used += n > 0 ? (size_t)n : 0;
		end = n > 0 ? memrchr(text, '\n', used) : NULL;
		whole = end ? (size_t)(end + 1 - text) : 0;
		ok = n > 0 && numa_add(text, whole, out) && (whole || used < sizeof(text));
		used -= whole;
		memmove(text, text + whole, used);
	}
	if (fd >= 0)
		close(fd);
	return ok && used == 0;
}

/* ---- what is shown --------------------------------------------------------------------------------------------------- */

void numa_write(const struct numa *n, char out[NUMA_TEXT])
{
	double sum = 0;
	size_t used = 0;
	uint64_t last = UINT64_MAX;
	unsigned last_node = 0;

	for (unsigned i = 0; i < n->nodes; i++)
		sum += (double)n->bytes[i];
	out[0] = '\0';
	for (;;) {
		unsigned next = NUMA_NODES, percent;
		int length;
		/* The largest of those that are smaller than the last one, or as large and behind it. */
		for (unsigned i = 0; i < n->nodes; i++) {
			bool is_left = n->bytes[i] && (n->bytes[i] < last || (n->bytes[i] == last && i > last_node));
			if (is_left && (next == NUMA_NODES || n->bytes[i] > n->bytes[next]))
				next = i;
		}
		if (next == NUMA_NODES)
			return;
		last = n->bytes[next];
		last_node = next;
		percent = (unsigned)(100 * (double)last / sum + 0.5);
		if (percent == 0)
			return;
		if ((double)last >= sum)
			length = snprintf(out, NUMA_TEXT, "%u", next);
		else
			length = snprintf(out + used, NUMA_TEXT - used, "%s%u:%u", used ? " " : "", next, percent);
		if (used + (size_t)length >= NUMA_TEXT) {
			out[used] = '\0';
			return;
		}
		used += (size_t)length;
	}
}

/* ---- the machine ------------------------------------------------------------------------------------------------------ */

bool numa_only(const char *text, size_t length, unsigned *node)
{
	struct text_at t = { text, text + length };
	uint64_t first;

	if (length == 0 || *text < '0' || *text > '9' || !text_number(&t, &first) || first >= NUMA_NODES)
		return false;
	*node = (unsigned)first;
	return t.at == t.end || (*t.at == '\n' && t.at + 1 == t.end);
}

bool numa_only_here(unsigned *node)
{
	int fd = open("/sys/devices/system/node/online", O_RDONLY | O_CLOEXEC);
	char text[256];
	ssize_t n = fd >= 0 ? read(fd, text, sizeof(text)) : -1;

	if (fd >= 0)
		close(fd);
	*node = 0;
	return n < 0 ? errno == ENOENT : numa_only(text, (size_t)n, node);
}
