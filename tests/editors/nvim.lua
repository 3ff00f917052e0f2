-- Run in a folder with draft.md by tests/it/editors.rs. What fails raises an error, which ends the editor with a status.

local function wait_for(what, done)
  assert(vim.wait(20000, done, 20), 'no ' .. what)
end

-- All that the guide says is Lua, and its first lines set the editor up, from 0.8 on.
local setup = assert(loadstring(vim.env.SETUP))
assert(loadstring(vim.env.FURTHER))

vim.o.hidden = true
if vim.lsp.start then
  setup()
  vim.cmd('edit draft.md')
else
  vim.cmd('edit draft.md')
  local config = { name = 'factlint', cmd = { 'factlint', 'lsp' }, root_dir = vim.fn.getcwd() }
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end
local draft = vim.api.nvim_get_current_buf()

wait_for('diagnostic', function() return #vim.diagnostic.get(draft) > 0 end)
local found = vim.diagnostic.get(draft)
assert(#found == 1, 'one diagnostic, not ' .. #found)
local lsp = found[1].user_data and found[1].user_data.lsp
local code = found[1].code or (lsp and lsp.code)
io.stdout:write(('deviation %d %d-%d %s\n'):format(found[1].lnum, found[1].col, found[1].end_col, code))

-- The menu of code actions, with somebody who picks the fix.
vim.ui.select = function(items, options, choose)
  for index, item in ipairs(items) do
    if options.format_item(item):find('Replace with `Keller`', 1, true) then
      return choose(item, index)
    end
  end
  error('no fix is offered')
end
vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
vim.lsp.buf.code_action()
wait_for('fix', function() return vim.api.nvim_buf_get_lines(draft, 1, 2, false)[1]:find('Mathilde Keller', 1, true) end)
wait_for('end of the diagnostic', function() return #vim.diagnostic.get(draft) == 0 end)
vim.cmd('write')

-- Evidence and rule are both definitions: Neovim lists them, the evidence first.
vim.lsp.buf.definition()
wait_for('definition', function() return #vim.fn.getqflist() == 2 end)
vim.cmd('cfirst')
local cursor = vim.api.nvim_win_get_cursor(0)
io.stdout:write(('evidence %s %d:%d\n'):format(vim.fn.expand('%:t'), cursor[1], cursor[2] + 1))
