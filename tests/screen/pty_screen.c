/* pty_screen.c - the cells that libvterm keeps, as text and styles, and the waiting for a text. Reads no file descriptor. */
#define _GNU_SOURCE
#include "pty.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "pty_inside.h"

enum { CELL_BYTES = VTERM_MAX_CHARS_PER_CELL * 4, ROW_BYTES = PTY_COLS_MAX * CELL_BYTES + 1 };

/* One row as UTF-8; at[col] is where a column's cell begins in text, at[cols] where the text ends. */
struct row {
	char text[ROW_BYTES];
	size_t at[PTY_COLS_MAX + 1];
};

static size_t put_utf8(char *to, uint32_t c)
{
	static const struct {
		uint32_t below;
		unsigned char lead;
	} forms[] = { { 0x80, 0 }, { 0x800, 0xc0 }, { 0x10000, 0xe0 }, { UINT32_MAX, 0xf0 } };
	size_t more = 0;

	while (c >= forms[more].below)
		more++;
	for (size_t i = more; i > 0; i--, c >>= 6)
		to[i] = (char)(0x80 | (c & 0x3f));
	to[0] = (char)(forms[more].lead | c);
	return more + 1;
}

static size_t put_cell(char *to, const VTermScreenCell *cell)
{
	size_t n = 0;

	if (cell->chars[0] == UINT32_MAX) /* the right half of a wide character */
		return 0;
	if (cell->chars[0] == 0)
		return put_utf8(to, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		n += put_utf8(to + n, cell->chars[i]);
	return n;
}

static bool get_cell(const struct pty *p, int row, int col, VTermScreenCell *cell)
{
	VTermPos pos = { .row = row < 0 ? p->rows + row : row, .col = col };

	memset(cell, 0, sizeof *cell);
	return vterm_screen_get_cell(p->screen, pos, cell);
}

static void read_row(const struct pty *p, int row, struct row *r)
{
	VTermScreenCell cell;
	size_t n = 0;

	for (int col = 0; col < p->cols; col++) {
		r->at[col] = n;
		get_cell(p, row, col, &cell);
		n += put_cell(r->text + n, &cell);
	}
	r->at[p->cols] = n;
	r->text[n] = '\0';
}

static void trim(struct row *r)
{
	size_t n = strlen(r->text);

	while (n > 0 && r->text[n - 1] == ' ')
		n--;
	r->text[n] = '\0';
}

char *pty_row(const struct pty *p, int row, char *buf, size_t size)
{
	struct row r;

	read_row(p, row, &r);
	trim(&r);
	snprintf(buf, size, "%s", r.text);
	return buf;
}

bool pty_find(const struct pty *p, const char *text, int *row, int *col)
{
	struct row r;

	for (int i = 0; i < p->rows; i++) {
		const char *found;
		int c = 0;

		read_row(p, i, &r);
		found = strstr(r.text, text);
		if (!found)
			continue;
		while (c + 1 < p->cols && r.at[c + 1] <= (size_t)(found - r.text))
			c++;
		if (row)
			*row = i;
		if (col)
			*col = c;
		return true;
	}
	return false;
}

static int color_of(const VTermColor *c)
{
	if (c->type & VTERM_COLOR_DEFAULT_MASK)
		return PTY_DEFAULT;
	if (VTERM_COLOR_IS_INDEXED(c))
		return c->indexed.idx;
	return PTY_RGB + (c->rgb.red << 16 | c->rgb.green << 8 | c->rgb.blue);
}

struct pty_style pty_style(const struct pty *p, int row, int col)
{
	VTermScreenCell cell;

	if (!get_cell(p, row, col, &cell))
		return (struct pty_style){ .fg = PTY_DEFAULT, .bg = PTY_DEFAULT };
	return (struct pty_style){
		.bold      = cell.attrs.bold,
		.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
		.reverse   = cell.attrs.reverse,
		.fg        = color_of(&cell.fg),
		.bg        = color_of(&cell.bg),
	};
}

struct pty_cursor pty_cursor(const struct pty *p)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &pos);
	return (struct pty_cursor){ .row = pos.row, .col = pos.col, .visible = p->cursor };
}

bool pty_altscreen(const struct pty *p)
{
	return p->altscreen;
}

static void dump_state(const struct pty *p, FILE *f)
{
	struct pty_cursor c = pty_cursor(p);

	fprintf(f, "%dx%d, %s screen, cursor %s at row %d, column %d, pid %d ", p->cols, p->rows,
	        p->altscreen ? "alternate" : "main", c.visible ? "shown" : "hidden", c.row, c.col, (int)p->pid);
	if (p->state == RUNNING)
		fprintf(f, "running\n");
	else if (p->state == STOPPED)
		fprintf(f, "stopped by signal %d\n", WSTOPSIG(p->status));
	else if (WIFSIGNALED(p->status))
		fprintf(f, "killed by signal %d\n", WTERMSIG(p->status));
	else
		fprintf(f, "exited with %d\n", WEXITSTATUS(p->status));
}

static void dump_edge(const struct pty *p, FILE *f)
{
	fputc('+', f);
	for (int col = 0; col < p->cols; col++)
		fputc('-', f);
	fputs("+\n", f);
}

void pty_dump(const struct pty *p, FILE *f)
{
	struct row r;

	dump_state(p, f);
	dump_edge(p, f);
	for (int i = 0; i < p->rows; i++) {
		read_row(p, i, &r);
		fprintf(f, "|%s|\n", r.text);
	}
	dump_edge(p, f);
}

const char *pty_picture(struct pty *p)
{
	size_t size;
	FILE *f;

	free(p->picture);
	p->picture = NULL;
	f = open_memstream(&p->picture, &size);
	if (!f)
		return "";
	pty_dump(p, f);
	fclose(f);
	return p->picture;
}

const char *pty_exhibit(struct pty *p)
{
	const char *picture = pty_picture(p);

	if (strlen(picture) <= PTY_MESSAGE_MAX)
		return picture;
	fputs(picture, stderr);
	return "(a large screen: it is on stderr)";
}

static bool shows(const struct pty *p, void *text)
{
	return pty_find(p, text, NULL, NULL);
}

bool pty_wait_text(struct pty *p, const char *text)
{
	return pty_wait(p, shows, (void *)text);
}

static bool shows_not(const struct pty *p, void *text)
{
	return !shows(p, text);
}

bool pty_wait_gone(struct pty *p, const char *text)
{
	return pty_wait(p, shows_not, (void *)text);
}

struct place {
	int row;
	const char *text;
};

static bool row_shows(const struct pty *p, void *arg)
{
	const struct place *place = arg;
	struct row r;

	read_row(p, place->row, &r);
	if (*place->text)
		return strstr(r.text, place->text);
	trim(&r);
	return *r.text == '\0';
}

bool pty_wait_row(struct pty *p, int row, const char *text)
{
	return pty_wait(p, row_shows, &(struct place){ row, text });
}
