/* docker_format.c - takes a template apart and fills it in: as much of Go's text/template as is asked of docker stats. Does not know what
 * the fields say. */
#define _GNU_SOURCE
#include "docker_format.h"

#include <ctype.h>
#include <string.h>

#include "json.h"

#define USUAL "table {{.ID}}\\t{{.Name}}\\t{{.CPUPerc}}\\t{{.MemUsage}}\\t{{.MemPerc}}\\t{{.NetIO}}\\t{{.BlockIO}}\\t{{.PIDs}}"
#define FUNCTIONS 4          /* on one field */
#define SHOWN 100            /* bytes of a wrong piece in a message */

struct function;

/* Text, or a field, or all of them. */
struct piece {
	const char *text;
	size_t length;
	const struct docker_field *field;
	bool is_all;
	const struct function *functions[FUNCTIONS];   /* in the order in which they are applied; NULL behind the last */
};

/* ---- functions ------------------------------------------------------------------------------------------------------------------- */

static void lower(char *text)
{
	for (; *text; text++)
		*text = (char)tolower((unsigned char)*text);
}

static void upper(char *text)
{
	for (; *text; text++)
		*text = (char)toupper((unsigned char)*text);
}

static void title(char *text)
{
	for (char before = ' '; *text; before = *text++)
		if (before == ' ')
			*text = (char)toupper((unsigned char)*text);
}

static const struct function {
	const char *name;
	void (*apply)(char *text);         /* NULL: what comes of it is JSON, and nothing can be applied to that */
} functions[] = { { "json", NULL }, { "lower", lower }, { "title", title }, { "upper", upper } };

/* ---- taking it apart --------------------------------------------------------------------------------------------------------------- */

struct parser {
	struct docker_format *f;
	const char *at, *end;
	bool trims;                        /* blanks before what comes */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(struct parser *p)
{
	while (p->at < p->end && is_blank(*p->at))
		p->at++;
}

static bool refuse(const struct parser *p, const char *from, struct err *e)
{
	int n = p->end - from > SHOWN ? SHOWN : (int)(p->end - from);

	return err_set(e, "--format: '{{%.*s}}' is not understood: fields as {{.Name}} are, {{json .}}, and on a field json, lower, title "
	                  "and upper", n, from);
}

static bool refuse_field(const char *name, size_t length, struct err *e)
{
	char names[256] = "";

	for (size_t i = 0; i < DOCKER_FIELDS; i++)
		snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s%s", i == 0 ? "" : i + 1 < DOCKER_FIELDS ? ", " : " and ",
		         docker_fields[i].name);
	return err_set(e, "--format: no field is called '%.*s': %s are", length > SHOWN ? SHOWN : (int)length, name, names);
}

/* Letters and digits. */
static size_t take_word(struct parser *p, const char **word)
{
	*word = p->at;
	while (p->at < p->end && (isalnum((unsigned char)*p->at) || *p->at == '_'))
		p->at++;
	return (size_t)(p->at - *word);
}

static bool take_function(struct parser *p, struct piece *piece, bool is_first)
{
	const char *word;
	size_t length = take_word(p, &word), used = 0;

	while (used < FUNCTIONS && piece->functions[used])
		used++;
	if (used == FUNCTIONS || (used > 0 && !piece->functions[used - 1]->apply) || (piece->is_all && !is_first))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(functions) && !piece->functions[used]; i++)
		if (strlen(functions[i].name) == length && memcmp(functions[i].name, word, length) == 0)
			piece->functions[used] = &functions[i];
	return piece->functions[used] != NULL;
}

/* ".Name", or "." alone. */
static bool take_field(struct parser *p, struct piece *piece, struct err *e, bool *is_named)
{
	const char *word;
	size_t length;

	*is_named = false;
	if (p->at == p->end || *p->at != '.')
		return false;
	p->at++;
	length = take_word(p, &word);
	piece->is_all = length == 0;
	piece->field = docker_field_find(word, length);
	*is_named = length > 0 && !piece->field;
	return piece->is_all || piece->field || refuse_field(word, length, e);
}

/* What stands between the braces: "json .Name", ".Name | upper". */
static bool take_action(struct parser *p, struct err *e)
{
	struct piece piece = { 0 };
	const char *from = p->at;
	bool is_named, has_function;

	skip_blanks(p);
	has_function = p->at < p->end && *p->at != '.';
	if (has_function && !take_function(p, &piece, true))
		return refuse(p, from, e);
	skip_blanks(p);
	if (!take_field(p, &piece, e, &is_named))
		return is_named ? false : refuse(p, from, e);
	/* Of all fields at once there is nothing but JSON. */
	for (skip_blanks(p); p->at < p->end && *p->at == '|'; skip_blanks(p)) {
		p->at++;
		skip_blanks(p);
		if (!take_function(p, &piece, !has_function))
			return refuse(p, from, e);
		has_function = true;
	}
	if (p->at < p->end || (piece.is_all && (!piece.functions[0] || piece.functions[0]->apply)))
		return refuse(p, from, e);
	*(struct piece *)vec_push(&p->f->pieces) = piece;
	return true;
}

static void add_text(struct parser *p, const char *end)
{
	if (p->trims)
		while (p->at < end && is_blank(*p->at))
			p->at++;
	if (p->at < end)
		*(struct piece *)vec_push(&p->f->pieces) = (struct piece){ .text = p->at, .length = (size_t)(end - p->at) };
}

/* A dash inside eats the blanks before the braces, or behind them: "{{- .Name -}}". */
static bool eats_before(const char *open, const char *end)
{
	return end - open > 3 && open[2] == '-' && is_blank(open[3]);
}

/* "{{" to "}}" */
static bool take_braces(struct parser *p, struct err *e)
{
	const char *open = p->at, *close = memmem(open, (size_t)(p->end - open), "}}", 2);
	struct parser inside = { .f = p->f, .at = open + 2, .end = close };

	if (!close)
		return err_set(e, "--format: '%.*s' is never closed", SHOWN, open);
	if (eats_before(open, close))
		inside.at++;
	p->trims = close - inside.at > 1 && close[-1] == '-' && is_blank(close[-2]);
	if (p->trims)
		inside.end--;
	p->at = close + 2;
	return take_action(&inside, e);
}

/* The two characters \t are a tab. */
static char *unescape(struct arena *arena, const char *text, size_t *length)
{
	char *copy = arena_take(arena, *length + 1), *to = copy;

	for (const char *at = text, *end = text + *length; at < end; at++)
		if (*at == '\\' && at + 1 < end && (at[1] == 't' || at[1] == 'n'))
			*to++ = *++at == 't' ? '\t' : '\n';
		else
			*to++ = *at;
	*to = '\0';
	*length = (size_t)(to - copy);
	return copy;
}

static const char *end_of_text(const struct parser *p, const char *open)
{
	if (open && eats_before(open, p->end))
		while (open > p->at && is_blank(open[-1]))
			open--;
	return open ? open : p->end;
}

bool docker_format_parse(struct docker_format *f, const char *text, struct err *e)
{
	struct parser p = { .f = f };
	size_t length;
	const char *open;

	*f = (struct docker_format){ 0 };
	vec_init(&f->pieces, sizeof(struct piece));
	if (!text || !text[0] || strcmp(text, "table") == 0)
		text = USUAL;
	if (strcmp(text, "json") == 0)
		text = "{{json .}}";
	f->is_table = strncmp(text, "table", 5) == 0;
	text += f->is_table ? 5 : 0;
	text += strspn(text, " ");
	for (length = strlen(text); length > 0 && text[length - 1] == ' ';)
		length--;
	p.at = unescape(&f->arena, text, &length);
	p.end = p.at + length;
	while (p.at < p.end) {
		open = memmem(p.at, (size_t)(p.end - p.at), "{{", 2);
		add_text(&p, end_of_text(&p, open));
		p.trims = false;
		p.at = open ? open : p.end;
		if (open && !take_braces(&p, e))
			return false;
	}
	return true;
}

void docker_format_free(struct docker_format *f)
{
	vec_free(&f->pieces);
	arena_free(&f->arena);
}

/* ---- filling it in ------------------------------------------------------------------------------------------------------------------ */

static void write_all(const struct docker_row *r, const struct docker_style *s, FILE *out)
{
	struct json j = { out, false };
	char text[DOCKER_CELL];

	json_open(&j, '{');
	for (size_t i = 0; i < DOCKER_FIELDS; i++) {
		json_key(&j, docker_fields[i].name);
		json_text(&j, text, docker_fields[i].write(r, s, text, sizeof(text)));
	}
	json_close(&j, '}');
}

static void write_field(const struct piece *p, const struct docker_row *r, const struct docker_style *s, FILE *out)
{
	char text[DOCKER_CELL];
	size_t i;

	p->field->write(r, s, text, sizeof(text));
	for (i = 0; i < FUNCTIONS && p->functions[i] && p->functions[i]->apply; i++)
		p->functions[i]->apply(text);
	if (i < FUNCTIONS && p->functions[i])
		json_text(&(struct json){ out, false }, text, strlen(text));
	else
		fputs(text, out);
}

void docker_format_write(const struct docker_format *f, const struct docker_row *r, const struct docker_style *s, FILE *out)
{
	const struct piece *p = f->pieces.data;

	for (size_t i = 0; i < f->pieces.count; i++, p++)
		if (p->text)
			fwrite(p->text, 1, p->length, out);
		else if (p->is_all)
			r ? write_all(r, s, out) : (void)0;
		else if (r)
			write_field(p, r, s, out);
		else
			fputs(p->field->title, out);
	putc('\n', out);
}
