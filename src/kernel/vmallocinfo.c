/* vmallocinfo.c - parses a line of /proc/vmallocinfo. Opens no file. */
#include "vmallocinfo.h"

#include <string.h>

#include "scan_text.h"
#include "vec.h"

/* Who asks for the stack of a new thread, from one version of the kernel to the next. */
static bool makes_stacks(const char *caller, size_t length)
{
	static const char *const names[] = { "kernel_clone", "copy_process", "dup_task_struct", "alloc_thread_stack_node", "_do_fork" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		size_t n = strlen(names[i]);
		if (length >= n && memcmp(caller, names[i], n) == 0 && (length == n || caller[n] == '.'))
			return true;
	}
	return false;
}

static bool skip_word(struct text_at *t)
{
	const char *first = t->at;

	while (t->at < t->end && *t->at != ' ')
		t->at++;
	return t->at > first;
}

bool vmalloc_parse(const char *line, size_t length, struct vmalloc_area *out)
{
	struct text_at t = { line, line + length };
	uint64_t size, pages;
	const char *offset;

	*out = (struct vmalloc_area){ 0 };
	if (!text_skip(&t, "0x") || !skip_word(&t) || !text_number(&t, &size) || !text_skip(&t, " "))
		return false;
	out->caller = t.at;
	if (!skip_word(&t))
		return false;
	offset = memchr(out->caller, '+', (size_t)(t.at - out->caller));
	out->caller_length = (size_t)((offset ? offset : t.at) - out->caller);
	out->is_stack = makes_stacks(out->caller, out->caller_length);
	while (t.at < t.end) {
		t.at++;
		if (text_skip(&t, "pages=")) {
			if (!text_number(&t, &pages) || __builtin_mul_overflow(pages, kernel_page(), &out->bytes))
				return false;
		} else
			skip_word(&t);
	}
	return true;
}
