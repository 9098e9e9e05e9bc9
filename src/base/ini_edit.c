/* ini_edit.c - changes settings as text, and leaves alone what it was not asked to change. */
#include "ini_text.h"

#include <string.h>

/* A part of the text, by its bytes. */
struct span {
	size_t from, to;
};

static const char *bytes_of(const struct vec *text)
{
	return text->data;
}

/* Behind the line that begins here. A byte order mark is a line of its own: it stays where it is. */
static size_t line_end(const struct vec *text, size_t at)
{
	const char *stop = at < text->count ? memchr(bytes_of(text) + at, '\n', text->count - at) : NULL;
	size_t mark = at == 0 ? ini_mark(bytes_of(text), text->count) : 0;

	if (mark)
		return mark;
	return stop ? (size_t)(stop - bytes_of(text)) + 1 : text->count;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Without blanks at both ends. */
static struct span trim(const struct vec *text, struct span s)
{
	while (s.from < s.to && is_blank(bytes_of(text)[s.from]))
		s.from++;
	while (s.to > s.from && is_blank(bytes_of(text)[s.to - 1]))
		s.to--;
	return s;
}

static bool says(const struct vec *text, struct span s, const char *word)
{
	return s.to - s.from == strlen(word) && memcmp(bytes_of(text) + s.from, word, s.to - s.from) == 0;
}

enum kind { KIND_BLANK, KIND_COMMENT, KIND_SECTION, KIND_VALUE, KIND_MORE, KIND_NONSENSE };

/* One after the other: see next_line. */
struct line {
	size_t from, to;
	size_t above;            /* where the comment right above it begins, which belongs to it */
	enum kind kind;
	bool has_value;          /* above it in its section: then what begins with a blank goes on with that */
	struct span name;        /* of a section or a value */
};

/* Where one of these characters stands before a comment; the end of the line where none does. */
static size_t find_end(const struct vec *text, size_t from, size_t to, const char *chars)
{
	const char *b = bytes_of(text);

	for (size_t at = from; at < to; at++) {
		if (b[at] && strchr(chars, b[at]))
			return at;
		if (b[at] == ';' && at > from && is_blank(b[at - 1]))
			return to;
	}
	return to;
}

/* As libinih sees it; what ini_text.c shows it as empty is so here. */
static enum kind kind_of(const struct vec *text, struct line *l)
{
	struct span s = trim(text, (struct span){ l->from, l->to });
	char c = s.from < s.to ? bytes_of(text)[s.from] : '\0';
	size_t end, length = l->to - l->from;

	if (length && bytes_of(text)[l->to - 1] == '\n')
		length--;
	if (s.from == s.to || l->to <= ini_mark(bytes_of(text), text->count) || length > INI_LINE ||
	    memchr(bytes_of(text) + l->from, '\0', length))
		return KIND_BLANK;
	if (c == '#' || c == ';')
		return KIND_COMMENT;
	if (s.from > l->from && l->has_value)
		return KIND_MORE;
	end = find_end(text, s.from + (c == '['), s.to, c == '[' ? "]" : "=:");
	l->name = c == '[' ? (struct span){ s.from + 1, end } : trim(text, (struct span){ s.from, end });
	return end == s.to ? KIND_NONSENSE : c == '[' ? KIND_SECTION : KIND_VALUE;
}

/* The line behind this one; at first the one that begins at "to". */
static bool next_line(const struct vec *text, struct line *l)
{
	l->from = l->to;
	if (l->from >= text->count)
		return false;
	if (l->kind != KIND_COMMENT)
		l->above = l->from;
	l->to = line_end(text, l->from);
	l->kind = kind_of(text, l);
	if (l->kind == KIND_SECTION || l->kind == KIND_VALUE)
		l->has_value = l->kind == KIND_VALUE && l->name.to > l->name.from;
	return true;
}

/* From its line on, up to what belongs to the next one. False where there is none. */
static bool find_section(const struct vec *text, size_t from, const char *name, struct span *out, struct line *title)
{
	struct line l = { .to = from };
	bool found = false;

	while (next_line(text, &l)) {
		if (l.kind != KIND_SECTION)
			continue;
		if (found) {
			out->to = l.above;
			return true;
		}
		found = says(text, l.name, name);
		*out = (struct span){ l.from, text->count };
		if (title)
			*title = l;
	}
	return found;
}

/* The lines of a value. The last one counts, as it does for who reads. */
static bool find_value(const struct vec *text, struct span section, const char *name, struct span *out)
{
	struct line l = { .to = section.from };
	bool found = false, is_it = false;

	while (next_line(text, &l) && l.from < section.to) {
		if (l.kind == KIND_VALUE) {
			is_it = says(text, l.name, name);
			if (is_it)
				*out = (struct span){ l.from, l.to };
			found = found || is_it;
		} else if (l.kind == KIND_MORE && is_it)
			out->to = l.to;
	}
	return found;
}

static bool find(const struct vec *text, const char *section, const char *name, struct span *out)
{
	struct span s, value;
	bool found = false;

	for (size_t from = 0; find_section(text, from, section, &s, NULL); from = s.to)
		if (find_value(text, s, name, &value)) {
			*out = value;
			found = true;
		}
	return found;
}

static void replace(struct vec *text, struct span s, const char *by, size_t length)
{
	size_t rest = text->count - s.to, count = s.from + length + rest;

	if (length == 0 && s.from == s.to)
		return;
	if (count > text->count)
		vec_reserve(text, count);
	memmove((char *)text->data + s.from + length, (char *)text->data + s.to, rest);
	memcpy((char *)text->data + s.from, by, length);
	text->count = count;
}

static void add(struct vec *text, const char *bytes, size_t length)
{
	replace(text, (struct span){ text->count, text->count }, bytes, length);
}

void ini_add_text(struct vec *text, const char *more)
{
	add(text, more, strlen(more));
}

static void end_line(struct vec *text)
{
	if (text->count && bytes_of(text)[text->count - 1] != '\n')
		ini_add_text(text, "\n");
}

/* "name = value", each further line of it behind blanks. */
static void write_value(struct vec *out, const char *name, const char *value)
{
	ini_add_text(out, name);
	for (const char *at = value;;) {
		size_t length = strcspn(at, "\n");
		ini_add_text(out, at == value ? " = " : "    ");
		add(out, at, length);
		ini_add_text(out, "\n");
		if (!at[length])
			return;
		at += length + 1;
	}
}

/* What was said beside the old lines is kept, in lines of its own above. */
static void keep_comments(struct vec *out, const struct vec *text, struct span old)
{
	const char *b = bytes_of(text);
	struct line l = { .to = old.from, .has_value = true };

	while (next_line(text, &l) && l.from < old.to) {
		size_t at = l.from;
		if (l.kind != KIND_COMMENT)
			for (at++; at < l.to && !(b[at] == ';' && is_blank(b[at - 1])); at++)
				;
		if (at < l.to)
			add(out, b + at, l.to - at);
		end_line(out);
	}
}

/* Behind the last value of the section, before blank lines and comments at its end. */
static size_t end_of_values(const struct vec *text, struct span section)
{
	struct line l = { .to = section.from };
	size_t end = section.to;

	while (next_line(text, &l) && l.from < section.to)
		if (l.kind != KIND_BLANK && l.kind != KIND_COMMENT)
			end = l.to;
	return end;
}

static struct span new_section(struct vec *text, const char *name)
{
	struct span s;

	if (text->count)
		ini_add_text(text, "\n");
	s.from = text->count;
	ini_add_text(text, "[");
	ini_add_text(text, name);
	ini_add_text(text, "]\n");
	s.to = text->count;
	return s;
}

/* What begins with blanks would go on with a value that is put above it. What becomes a byte order mark without them has none above. */
static void unindent(struct vec *text)
{
	struct line l = { 0 };
	size_t count = 0;

	while (next_line(text, &l)) {
		struct span s = trim(text, (struct span){ l.from, l.to });
		size_t from = l.kind == KIND_SECTION || l.kind == KIND_VALUE || l.kind == KIND_NONSENSE ? s.from : l.from;
		if (l.from == 0 && ini_mark(bytes_of(text) + from, text->count - from))
			from = l.from;
		memmove((char *)text->data + count, bytes_of(text) + from, l.to - from);
		count += l.to - from;
	}
	text->count = count;
}

void ini_set(struct vec *text, const char *section, const char *name, const char *value, const char *note)
{
	struct span s, old;
	struct vec line;

	vec_init(&line, 1);
	unindent(text);
	if (find(text, section, name, &old)) {
		keep_comments(&line, text, old);
	} else {
		end_line(text);
		if (!find_section(text, 0, section, &s, NULL))
			s = new_section(text, section);
		old.from = old.to = end_of_values(text, s);
		if (note) {
			ini_add_text(&line, "# ");
			ini_add_text(&line, note);
			ini_add_text(&line, "\n");
		}
	}
	write_value(&line, name, value);
	replace(text, old, line.data, line.count);
	vec_free(&line);
}

void ini_unset(struct vec *text, const char *section, const char *name)
{
	struct span old;

	while (find(text, section, name, &old))
		replace(text, old, "", 0);
}

/* A section with the comment above it. */
static bool find_whole(const struct vec *text, size_t from, const char *name, struct span *out)
{
	struct line title;

	if (!find_section(text, from, name, out, &title))
		return false;
	out->from = title.above;
	return true;
}

void ini_drop_section(struct vec *text, const char *section)
{
	struct span s;

	unindent(text);
	for (size_t from = 0; find_whole(text, from, section, &s); from = s.from)
		replace(text, s, "", 0);
}

void ini_rename_section(struct vec *text, const char *section, const char *name)
{
	struct span s;
	struct line title;

	if (strcmp(section, name) == 0)
		return;
	for (size_t from = 0; find_section(text, from, section, &s, &title); from = s.from)
		replace(text, title.name, name, strlen(name));
}

/* To right before a section; NULL, or none of that name: to the end. Two sections keep a blank line between them. */
static void put_before(struct vec *text, const char *before, struct vec *moved)
{
	struct span to;

	end_line(text);
	if (!before || !find_whole(text, 0, before, &to))
		to.from = text->count;
	if (to.from < text->count && moved->count > 1 && bytes_of(moved)[moved->count - 2] != '\n')
		ini_add_text(moved, "\n");
	if (to.from == text->count && to.from > 1 && bytes_of(text)[to.from - 2] != '\n') {
		ini_add_text(text, "\n");
		to.from++;
	}
	replace(text, (struct span){ to.from, to.from }, moved->data, moved->count);
}

void ini_move_section(struct vec *text, const char *section, const char *before)
{
	struct span s;
	struct vec moved;

	if (before && strcmp(section, before) == 0)
		return;
	vec_init(&moved, 1);
	unindent(text);
	for (size_t from = 0; find_whole(text, from, section, &s); from = s.from) {
		add(&moved, bytes_of(text) + s.from, s.to - s.from);
		end_line(&moved);
		replace(text, s, "", 0);
	}
	if (moved.count)
		put_before(text, before, &moved);
	vec_free(&moved);
}
