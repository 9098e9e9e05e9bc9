/* cgroup.c - parses what the kernel says of control groups. Opens no file. */
#include "cgroup.h"

#include <string.h>

#include "scan_text.h"
#include "vec.h"

#define CPUS_MOST (1u << 16)

/* The text up to its last newline: what comes behind it was cut. */
static struct text_at whole_lines(const char *text, size_t length)
{
	while (length > 0 && text[length - 1] != '\n')
		length--;
	return (struct text_at){ text, text + length };
}

/* What stands before the character, moving behind it. False when it does not come. */
static bool take_until(struct text_at *t, char end, struct text_at *part)
{
	const char *at = t->at < t->end ? memchr(t->at, end, (size_t)(t->end - t->at)) : NULL;

	if (!at)
		return false;
	*part = (struct text_at){ t->at, at };
	t->at = at + 1;
	return true;
}

static bool is_word(struct text_at t, const char *word)
{
	return text_skip(&t, word) && t.at == t.end;
}

/* Whether one of the words between commas is this one. */
static bool lists_word(struct text_at list, const char *word)
{
	struct text_at one;

	while (take_until(&list, ',', &one))
		if (is_word(one, word))
			return true;
	return is_word(list, word);
}

/* "4:memory:/docker/1a2b", "0::/system.slice/a:b.service" */
bool cgroup_path_parse(const char *text, size_t length, struct cgroup_span *path)
{
	struct text_at t = whole_lines(text, length), line, number, controllers;
	bool has_memory = false;

	*path = (struct cgroup_span){ 0 };
	while (!has_memory && text_line(&t, &line)) {
		if (!take_until(&line, ':', &number) || !take_until(&line, ':', &controllers) || line.at == line.end || *line.at != '/')
			continue;
		has_memory = lists_word(controllers, "memory");
		if (has_memory || (is_word(number, "0") && controllers.at == controllers.end))
			*path = (struct cgroup_span){ line.at, (size_t)(line.end - line.at) };
	}
	return path->bytes != NULL;
}

static bool is_octal(const char *at, const char *end)
{
	return end - at >= 4 && at[1] >= '0' && at[1] <= '3' && at[2] >= '0' && at[2] <= '7' && at[3] >= '0' && at[3] <= '7';
}

/* Blanks, newlines and backslashes of a path are written as "\040" in mountinfo. False when it is too long, or holds a zero. */
static bool copy_path(struct text_at from, char *out)
{
	size_t n = 0;

	for (const char *at = from.at; at < from.end; at++) {
		if (n + 1 >= CGROUP_PATH)
			return false;
		if (*at == '\\' && is_octal(at, from.end)) {
			out[n++] = (char)((at[1] - '0') << 6 | (at[2] - '0') << 3 | (at[3] - '0'));
			at += 3;
		} else
			out[n++] = *at;
		if (out[n - 1] == '\0')
			return false;
	}
	out[n] = '\0';
	/* No path holds a zero. */
	return n > 0 && strlen(out) == n;
}

/* "35 31 0:32 ROOT POINT rw,relatime shared:3 - cgroup cgroup rw,memory"; the optional fields end with the dash. */
static bool parse_mount(struct text_at line, const char *controller, struct cgroup_mount *out)
{
	struct text_at field, root, point, kind;

	for (int i = 0; i < 3; i++)
		if (!take_until(&line, ' ', &field))
			return false;
	if (!take_until(&line, ' ', &root) || !take_until(&line, ' ', &point))
		return false;
	do
		if (!take_until(&line, ' ', &field))
			return false;
	while (!is_word(field, "-"));
	if (!take_until(&line, ' ', &kind) || !take_until(&line, ' ', &field))
		return false;
	out->version = CGROUP_NONE;
	if (is_word(kind, "cgroup2"))
		out->version = CGROUP_V2;
	else if (controller && is_word(kind, "cgroup") && lists_word(line, controller))
		out->version = CGROUP_V1;
	return out->version != CGROUP_NONE && copy_path(root, out->root) && copy_path(point, out->point);
}

bool cgroup_mount_parse(const char *text, size_t length, const char *controller, struct cgroup_mount *out)
{
	struct text_at t = whole_lines(text, length), line;
	struct cgroup_mount one;

	out->version = CGROUP_NONE;
	while (text_line(&t, &line)) {
		/* A hierarchy may be mounted in several places: the first that shows all of it is as good as any. */
		if (!parse_mount(line, controller, &one) || (out->version != CGROUP_NONE && one.version > out->version))
			continue;
		if (one.version != out->version || (strcmp(out->root, "/") != 0 && strcmp(one.root, "/") == 0))
			*out = one;
	}
	return out->version != CGROUP_NONE;
}

/* A group outside of our namespace is shown by way of "..", which no directory of ours leads to. */
static bool leads_upwards(struct cgroup_span path)
{
	struct text_at t = { path.bytes, path.bytes + path.length }, part;

	while (take_until(&t, '/', &part))
		if (is_word(part, ".."))
			return true;
	return is_word(t, "..");
}

bool cgroup_below(const char *root, struct cgroup_span path, struct cgroup_span *rest)
{
	struct text_at t = { path.bytes, path.bytes + path.length };

	if (!text_skip(&t, strcmp(root, "/") == 0 ? "" : root) || (t.at < t.end && *t.at != '/'))
		return false;
	while (t.at < t.end && *t.at == '/')
		t.at++;
	*rest = (struct cgroup_span){ t.at, (size_t)(t.end - t.at) };
	return !leads_upwards(*rest);
}

bool cgroup_absolute(const char *home, struct cgroup_span path, char out[CGROUP_PATH], struct cgroup_span *absolute)
{
	struct text_at t = { path.bytes, path.bytes + path.length };
	size_t n = strcmp(home, "/") == 0 ? 0 : strlen(home);

	if (path.length == 0 || *path.bytes != '/')
		return false;
	while (t.end - t.at >= 3 && memcmp(t.at, "/..", 3) == 0 && (t.end - t.at == 3 || t.at[3] == '/')) {
		if (n == 0)
			return false;
		while (home[--n] != '/')
			;
		t.at += 3;
	}
	path = (struct cgroup_span){ t.at, (size_t)(t.end - t.at) };
	if (path.length == 1 && *path.bytes == '/')
		path.length = 0;
	if (leads_upwards(path) || n + path.length + 2 > CGROUP_PATH)
		return false;
	memcpy(out, home, n);
	memcpy(out + n, path.bytes, path.length);
	n += path.length;
	if (n == 0)
		out[n++] = '/';
	out[n] = '\0';
	*absolute = (struct cgroup_span){ out, n };
	return true;
}

bool cgroup_number_parse(const char *text, size_t length, uint64_t *out)
{
	struct text_at t = { text, text + length };

	if (text_skip(&t, "max")) {
		*out = CGROUP_NO_LIMIT;
		return true;
	}
	if (!text_number(&t, out))
		return false;
	/* "None" of version 1 is the largest whole number of pages in 63 bits. */
	if (*out >= UINT64_C(1) << 62)
		*out = CGROUP_NO_LIMIT;
	return true;
}

bool cgroup_stat_parse(const char *text, size_t length, struct cgroup_stat *out)
{
	/* Those of version 1 with "total_" are what version 2 has without: the groups below are included. */
	static const struct { const char *name; enum cgroup_stat_field field; } lines[] = {
		{ "anon ", CGROUP_ANON },                             { "total_rss ", CGROUP_ANON },
		{ "file ", CGROUP_FILE },                             { "total_cache ", CGROUP_FILE },
		{ "shmem ", CGROUP_SHMEM },                           { "total_shmem ", CGROUP_SHMEM },
		{ "file_mapped ", CGROUP_MAPPED },                    { "total_mapped_file ", CGROUP_MAPPED },
		{ "inactive_file ", CGROUP_INACTIVE_FILE },           { "total_inactive_file ", CGROUP_INACTIVE_FILE },
		{ "active_file ", CGROUP_ACTIVE_FILE },               { "total_active_file ", CGROUP_ACTIVE_FILE },
		{ "slab_reclaimable ", CGROUP_SLAB_RECLAIMABLE },     { "kernel ", CGROUP_KERNEL },
		{ "slab_unreclaimable ", CGROUP_SLAB_UNRECLAIMABLE }, { "kernel_stack ", CGROUP_STACKS },
		{ "pagetables ", CGROUP_PAGE_TABLES },                { "sec_pagetables ", CGROUP_SEC_PAGE_TABLES },
		{ "percpu ", CGROUP_PERCPU },                         { "vmalloc ", CGROUP_VMALLOC },
		{ "total_swap ", CGROUP_SWAP },                       { "hierarchical_memory_limit ", CGROUP_ANCESTORS_LIMIT },
	};
	struct text_at t = { text, text + length }, line;
	bool any = false;

	*out = (struct cgroup_stat){ 0 };
	while (text_line(&t, &line))
		for (size_t i = 0; i < ARRAY_LEN(lines); i++)
			if (text_skip(&line, lines[i].name)) {
				enum cgroup_stat_field f = lines[i].field;
				out->known[f] = cgroup_number_parse(line.at, (size_t)(line.end - line.at), &out->bytes[f]);
				any = any || out->known[f];
				break;
			}
	return any;
}

bool cgroup_keyed_parse(const char *text, size_t length, const char *key, uint64_t *out)
{
	struct text_at t = { text, text + length }, line;

	while (text_line(&t, &line))
		if (text_skip(&line, key))
			return text_number(&line, out);
	return false;
}

bool cgroup_kills_parse(const char *text, size_t length, uint64_t *out)
{
	return cgroup_keyed_parse(text, length, "oom_kill ", out);
}

/* "8:0 rbytes=123 wbytes=0 rios=1 …", or "8:0 Read 123" and "8:0 Write 0". What has no device is a sum. */
bool cgroup_io_parse(const char *text, size_t length, uint64_t *read, uint64_t *written)
{
	static const struct { const char *word; bool is_read; } words[] = { { "rbytes=", true }, { "wbytes=", false }, { "Read ", true },
	                                                                    { "Write ", false } };
	struct text_at t = whole_lines(text, length), line, device;
	uint64_t n;

	*read = *written = 0;
	while (text_line(&t, &line)) {
		if (!take_until(&line, ' ', &device) || !memchr(device.at, ':', (size_t)(device.end - device.at)))
			continue;
		for (; line.at < line.end; line.at++)
			for (size_t i = 0; i < ARRAY_LEN(words); i++)
				if (line.at[-1] == ' ' && text_skip(&line, words[i].word) && text_number(&line, &n) && n < UINT64_C(1) << 62)
					*(words[i].is_read ? read : written) += n;
	}
	return true;
}

bool cgroup_quota_parse(const char *text, size_t length, uint64_t *quota, uint64_t *period)
{
	struct text_at t = { text, text + length };

	*quota = CGROUP_NO_LIMIT;
	if (!text_skip(&t, "max")) {
		if (!text_number(&t, quota) || *quota >= UINT64_MAX / 1000)
			return false;
		*quota *= 1000;
	}
	if (!text_number(&t, period) || *period >= UINT64_MAX / 1000)
		return false;
	*period *= 1000;
	return true;
}

bool cgroup_cpus_parse(const char *text, size_t length, uint64_t *count)
{
	struct text_at t = { text, text + length };
	uint64_t first, last;

	*count = 0;
	do {
		if (!text_number(&t, &first))
			return false;
		last = first;
		if (text_skip(&t, "-") && !text_number(&t, &last))
			return false;
		if (last < first || last >= CPUS_MOST)
			return false;
		*count += last - first + 1;
	} while (text_skip(&t, ","));
	return t.at == t.end || *t.at == '\n';
}

uint64_t cgroup_reclaimable(const struct cgroup_stat *s)
{
	static const enum cgroup_stat_field fields[] = { CGROUP_INACTIVE_FILE, CGROUP_ACTIVE_FILE, CGROUP_SLAB_RECLAIMABLE };
	uint64_t sum = 0;

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (s->bytes[fields[i]] != CGROUP_NO_LIMIT)
			sum += s->bytes[fields[i]];
	return sum;
}
