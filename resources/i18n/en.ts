<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
 <context>
  <name>taizhang</name>
  <message>
   <location filename="../../desktop/app.py" />
   <source>自己的任务包有误，没有读入：
{faults}</source>
   <translation>Your own packs have faults and were not read:
{faults}</translation>
  </message>
  <message>
   <location filename="../../desktop/app.py" />
   <source>程序上次意外关闭了。已保存的内容都在工作库里；当时正在填、还没有保存的那一格，请看一下。</source>
   <translation>The program ended unexpectedly last time. What was saved is in the office file; please look at the cell that was being filled in and not saved yet.</translation>
  </message>
  <message>
   <location filename="../../desktop/app.py" />
   <source>查看出错内容…</source>
   <translation>See what happened…</translation>
  </message>
  <message>
   <location filename="../../desktop/app.py" />
   <source>怎么办</source>
   <translation>What to do</translation>
  </message>
  <message>
   <location filename="../../desktop/app.py" />
   <source>输入法</source>
   <translation>Input methods</translation>
  </message>
  <message>
   <location filename="../../desktop/app.py" />
   <source>已恢复所选的备份，原来的工作库留作一份备份。</source>
   <translation>The chosen copy was restored; the former office file was kept as a copy.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/arguments.py" />
   <source>“{title}”已由新的方案接替，{period}不再报。</source>
   <translation>“{title}” was followed by a new programme and is not reported for {period}.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/arguments.py" />
   <source>本单位没有启用“{title}”，已启用：{known}。</source>
   <translation>This office has not enabled “{title}”. Enabled: {known}.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/arguments.py" />
   <source>“{title}”按{type}报，报告期请写成 {example}。</source>
   <translation>“{title}” is reported by {type}; please write the period like {example}.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/level_above.py" />
   <source>这个方案没有表“{form}”，有：{known}。</source>
   <translation>This programme has no form “{form}”. It has: {known}.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/own_office.py" />
   <source>“{folder}”是文件，不是文件夹，换一个文件夹。</source>
   <translation>“{folder}” is a file, not a folder; choose another folder.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/own_office.py" />
   <source>文件夹“{folder}”不能写入，换一个文件夹。</source>
   <translation>The folder “{folder}” cannot be written; choose another folder.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/own_office.py" />
   <source>没有文件“{file}”。</source>
   <translation>There is no file “{file}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/packs.py" />
   <source>没有“{path}”。</source>
   <translation>There is no “{path}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/packs.py" />
   <source>“{path}”里没有 packs 或 ledgers 文件夹。</source>
   <translation>“{path}” has no folder packs or ledgers.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/packs.py" />
   <source>文件名应与编号相同，没有写出；请写 --out {name}。</source>
   <translation>The file must be called like the id; nothing was written. Use --out {name}.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/packs.py" />
   <source>用法：{usage}</source>
   <translation>Usage: {usage}</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/units.py" />
   <source>改时限要写明是哪一期（--period）。</source>
   <translation>Say which period is to be moved (--period).</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/units.py" />
   <source>“{text}”不是时限，请写成 2026-11-10 17:00。</source>
   <translation>“{text}” is no due moment; write it like 2026-11-10 17:00.</translation>
  </message>
  <message>
   <location filename="../../desktop/cli/verify.py" />
   <source>要核对什么：给出工作簿、PDF 或扫描件；只有校验码的，再写 --office。</source>
   <translation>What is to be checked? Give a workbook, PDF or scan; with a code alone also --office.</translation>
  </message>
  <message>
   <location filename="../../desktop/demo.py" />
   <source>示例数据 {form} {row} {name}：{raw} {note}</source>
   <translation>Example data {form} {row} {name}: {raw} {note}</translation>
  </message>
  <message>
   <location filename="../../desktop/demo.py" />
   <source>“{file}”不是示例工作库，请换一个文件夹。</source>
   <translation>“{file}” is not the example office; please choose another folder.</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/__init__.py" />
   <source>填报</source>
   <translation>Fill in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>选中了 {n:,} 格，一次最多处理 {most:,} 格，请少选一些</source>
   <translation>{n:,} cells are selected; at most {most:,} can be handled at once. Please select fewer.</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>选中了 {n:,} 行，一次最多处理 {most:,} 行，请少选一些</source>
   <translation>{n:,} rows are selected; at most {most:,} can be handled at once. Please select fewer.</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>选中的格由程序算出或带出，不能填写</source>
   <translation>The selected cells are computed or carried over and cannot be typed into</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>选中的格不是连成一片的一块，请选一块再做</source>
   <translation>The chosen cells are not one block; choose one block and do it again</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>清空</source>
   <translation>Clear</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>不适用</source>
   <translation>Not applicable</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>待核</source>
   <translation>To be checked</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>复制</source>
   <translation>Copy</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>已复制 {rows} 行 {columns} 列</source>
   <translation>Copied {rows} rows, {columns} columns</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>剪切</source>
   <translation>Cut</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>{n} 格带星号的号码没有清空；要移动号码，先“显示全号”</source>
   <translation>{n} masked numbers were not cleared; to move them, first choose “Show full numbers”</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>粘贴</source>
   <translation>Paste</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>剪贴板里没有文字或表格</source>
   <translation>There is no text or table on the clipboard</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>正在粘贴 {n:,} 行，请稍候…</source>
   <translation>Pasting {n:,} rows, please wait…</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>向下填充</source>
   <translation>Fill down</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>填充</source>
   <translation>Fill</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>卡片只有一行，向下填充请到表格里做（F8）</source>
   <translation>The card has one row only; fill down in the table (F8)</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>新增一行</source>
   <translation>Add a row</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>新增</source>
   <translation>Add</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>复制行</source>
   <translation>Copy rows</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>已复制 {n} 行，放在最后</source>
   <translation>Copied {n} rows to the end</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>删除行</source>
   <translation>Delete rows</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>删除</source>
   <translation>Delete</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>从{period}起删除{rows}？以前各期的数据不变，可以撤销。</source>
   <translation>Delete {rows} from {period} on? Earlier periods stay as they are, and it can be undone.</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>其中有的行在{months}还改过，从那时起的内容一并删除。</source>
   <translation>Some of these rows were changed again in {months}; what was typed then is deleted too.</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>删除 {n} 行</source>
   <translation>Delete {n} rows</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>已删除 {n} 行</source>
   <translation>Deleted {n} rows</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>第 {n:,} 行“{name}”</source>
   <translation>row {n:,} “{name}”</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>等 {n:,} 行</source>
   <translation> and others, {n:,} rows</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>撤销</source>
   <translation>Undo</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>已撤销{what}</source>
   <translation>Undone: {what}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>没有可以撤销的了</source>
   <translation>There is nothing to undo</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>重做</source>
   <translation>Redo</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>已重做{what}</source>
   <translation>Redone: {what}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>没有可以重做的了</source>
   <translation>There is nothing to redo</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>显示全号…</source>
   <translation>Show full numbers…</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>全号</source>
   <translation>Full numbers</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>显示全号</source>
   <translation>Show full numbers</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>将完整显示“{titles}”，请写明用途（记入操作记录）。</source>
   <translation>“{titles}” will be shown in full. Please write what for (kept in the log).</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/cell_commands.py" />
   <source>显示</source>
   <translation>Show</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/keyboard_moves.py" />
   <source>到下一区</source>
   <translation>To the next part</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/keyboard_moves.py" />
   <source>到上一区</source>
   <translation>To the part before</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/paste_plan.py" />
   <source>已粘贴 {n} 格</source>
   <translation>Pasted {n} cells</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/paste_plan.py" />
   <source>{n} 格要您确认</source>
   <translation>{n} cells need your decision</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/paste_plan.py" />
   <source>跳过 {n} 格不能填的</source>
   <translation>Skipped {n} cells that cannot be typed into</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/paste_plan.py" />
   <source>{n} 格是原来的号码，没有改动</source>
   <translation>{n} cells hold that number already and were left as they are</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/paste_plan.py" />
   <source>{n} 格在表外，没有粘贴</source>
   <translation>{n} cells lie outside the table and were not pasted</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/paste_plan.py" />
   <source>第{n}行 · {title}</source>
   <translation>Row {n} · {title}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/search_and_filter.py" />
   <source>查找</source>
   <translation>Find</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/search_and_filter.py" />
   <source>查找（Ctrl+F）</source>
   <translation>Find (Ctrl+F)</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/search_and_filter.py" />
   <source>本期有变化</source>
   <translation>Changed this period</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/search_and_filter.py" />
   <source>筛选本栏</source>
   <translation>Filter this column</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>读入工作簿…</source>
   <translation>Read in a workbook…</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>读入</source>
   <translation>Read in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>读入工作簿</source>
   <translation>Read in a workbook</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>工作簿</source>
   <translation>Workbook</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>✕ 一次读入一个工作簿，拖来了 {n} 个文件，都没有读入。</source>
   <translation>✕ One workbook is read in at a time; {n} files were dropped, none was read in.</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>正在读入工作簿，请稍候…</source>
   <translation>Reading in the workbook, please wait…</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>有 {n} 格工作簿里是空的，程序里填了内容，如 {form} {row}“{field}”填着“{there}”。按工作簿清空，还是保留程序里的？</source>
   <translation>{n} cells are empty in the workbook and filled here, for example {form} {row} “{field}” with “{there}”. Empty them as in the workbook, or keep what is here?</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>按工作簿清空</source>
   <translation>Empty them</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>保留</source>
   <translation>Keep them</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>这个工作簿是“{other}”的，本工作库是“{own}”的，不能读入。</source>
   <translation>This workbook belongs to “{other}”, this office file to “{own}”; it cannot be read in.</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>读入 {n} 格（{forms} 张表）</source>
   <translation>{n} cells read in (forms: {forms})</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>没有新的数可以读入</source>
   <translation>Nothing new to read in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>其中清空 {n} 格</source>
   <translation>of them emptied: {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>{n} 处待确认</source>
   <translation>{n} to confirm</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>上级质询、退回 {n} 条，见“报送”</source>
   <translation>questions and returns of the level above: {n}, see Hand in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>{n} 处请核对</source>
   <translation>{n} to check</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>已转到“{pack}”{period}：</source>
   <translation>Now at “{pack}”, {period}: </translation>
  </message>
  <message>
   <location filename="../../desktop/entry/acts/workbook_import.py" />
   <source>，</source>
   <translation>, </translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/card.py" />
   <source>；</source>
   <translation>; </translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/card.py" />
   <source>内容</source>
   <translation>Content</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/card.py" />
   <source>上期</source>
   <translation>Last period</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/card.py" />
   <source>审核</source>
   <translation>Checks</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/card.py" />
   <source>上一行</source>
   <translation>Row above</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/card.py" />
   <source>下一行</source>
   <translation>Row below</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/card.py" />
   <source>第 {n:,} 行，共 {all:,} 行　{name}</source>
   <translation>Row {n:,} of {all:,}　{name}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/card.py" />
   <source>新的一行</source>
   <translation>New row</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>本格说明</source>
   <translation>About this cell</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>解释</source>
   <translation>Meaning</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>计量单位</source>
   <translation>Unit of measure</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>本格</source>
   <translation>This cell</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>上年同期</source>
   <translation>Same period last year</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>没有数据</source>
   <translation>No data</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>不是本年的目标，仅供参考</source>
   <translation>not a target of this year, for reference only</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>{whose}目标，仅供参考</source>
   <translation>target of {whose}, for reference only</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>目标</source>
   <translation>Target</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>别处的数，仅供对照</source>
   <translation>of another place, for comparison only</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>文本中的数</source>
   <translation>Figures in the text</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>原文有误</source>
   <translation>As printed</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>通行做法</source>
   <translation>Common practice</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>文本来源</source>
   <translation>Source in the text</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>审核关系</source>
   <translation>Rules</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>另有 {n} 条</source>
   <translation>{n} more</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>本格历史</source>
   <translation>History of this cell</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>每年</source>
   <translation>each year</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>到期限</source>
   <translation>by the deadline</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>期末数</source>
   <translation>at period end</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>年均</source>
   <translation>yearly average</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/cell_panel.py" />
   <source>比率</source>
   <translation>rate</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/form_head.py" />
   <source>{n:,} 行</source>
   <translation>{n:,} rows</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/form_head.py" />
   <source>已筛选</source>
   <translation>Filtered</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/form_head.py" />
   <source>只看本期有变化</source>
   <translation>Changed this period only</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/form_list.py" />
   <source>报表</source>
   <translation>Forms</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/form_list.py" />
   <source>下一张表</source>
   <translation>Next form</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/form_list.py" />
   <source>上一张表</source>
   <translation>Previous form</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/import_result.py" />
   <source>读入时要核对的</source>
   <translation>To check after reading in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/import_result.py" />
   <source>知道了</source>
   <translation>OK</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>全部接受</source>
   <translation>Accept all</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>按原样保留未能识别的</source>
   <translation>Keep the unread as typed</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>全部放弃</source>
   <translation>Discard the rest</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>待确认</source>
   <translation>To confirm</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>位置</source>
   <translation>Place</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>原值</source>
   <translation>As pasted</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>识别值</source>
   <translation>Read as</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>原因</source>
   <translation>Reason</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>（先列出 {n} 格）</source>
   <translation> (the first {n} are listed)</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>{what}：{n} 格要您确认</source>
   <translation>{what}: {n} cells need your decision</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>全部接受（{n}）</source>
   <translation>Accept all ({n})</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>✕ 未能识别</source>
   <translation>✕ Could not be read</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>接受 {place}</source>
   <translation>Accept {place}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>按原样保留 {place}</source>
   <translation>Keep as typed {place}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/paste_review.py" />
   <source>放弃 {place}</source>
   <translation>Discard {place}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>展开或收起审核问题</source>
   <translation>Show or hide the problems</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>显示或隐藏{kind}</source>
   <translation>Show or hide {kind}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>审核问题</source>
   <translation>Problems</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>在哪里</source>
   <translation>Where</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>问题</source>
   <translation>Problem</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>怎么改</source>
   <translation>How to mend it</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>说明(&amp;E)</source>
   <translation>Note (&amp;E)</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>情况属实的，写明原因；会作为脚注印在报表上</source>
   <translation>If the figure is right, write why; the note is printed as a footnote</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>说明</source>
   <translation>Note</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>保存说明</source>
   <translation>Save the note</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>{n} 个必须改</source>
   <translation>{n} must fix</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>{n} 个需说明</source>
   <translation>{n} need a note</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>{n} 个提示</source>
   <translation>{n} hints</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>{place} 等 {n} 处</source>
   <translation>{place} and others, {n} in all</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>下一个问题</source>
   <translation>Next problem</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>上一个问题</source>
   <translation>Previous problem</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/beside/problem_drawer.py" />
   <source>✓ 已说明：{note}</source>
   <translation>✓ Noted: {note}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/form_stack.py" />
   <source>这个方案没有报表</source>
   <translation>This programme has no forms</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/cell_delegate.py" />
   <source>上期 {value}</source>
   <translation>Last period {value}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>筛选 {title}</source>
   <translation>Filter {title}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>文字或数</source>
   <translation>Text or number</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>升序</source>
   <translation>Ascending</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>降序</source>
   <translation>Descending</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>原顺序</source>
   <translation>Original order</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>包含</source>
   <translation>contains</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>等于</source>
   <translation>equals</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>为空</source>
   <translation>is empty</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>清除筛选</source>
   <translation>Clear the filter</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/column_filter.py" />
   <source>筛选</source>
   <translation>Filter</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/editors.py" />
   <source>Enter 接受 · Esc 放弃</source>
   <translation>Enter accepts · Esc discards</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/editors.py" />
   <source>没有识别为 {read}</source>
   <translation>Could not be read as {read}</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/editors.py" />
   <source>改正后按 Enter；再按一次 Enter 按原样保留，标为强制问题</source>
   <translation>Correct it and press Enter; Enter again keeps it as typed, marked as must fix</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/editors.py" />
   <source>“{text}”还没有选字，已按原样填入“{title}”</source>
   <translation>“{text}” was not finished and was taken as it stood into “{title}”</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/editors.py" />
   <source>“{title}”里没有输完的“{text}”没有填入</source>
   <translation>“{text}” in “{title}” was not finished and was not taken</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/editors.py" />
   <source>Enter 换行</source>
   <translation>Enter starts a new line</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/editors.py" />
   <source>Ctrl+Enter 或 Tab 完成 · Esc 取消</source>
   <translation>Ctrl+Enter or Tab finishes · Esc cancels</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/frozen_columns.py" />
   <source>行号</source>
   <translation>Row number</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/grid.py" />
   <source>这一行是标题，不填数</source>
   <translation>This row is a heading; nothing is filled in here</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/grid/grid.py" />
   <source>“{title}”由程序算出或带出，不能填写</source>
   <translation>“{title}” is computed or carried over and cannot be typed into</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/cells.py" />
   <source>没有找到“{text}”，按 Esc 清除</source>
   <translation>“{text}” was not found. Esc clears the search</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/cells.py" />
   <source>还没有登记。直接输入、粘贴，或读入工作簿</source>
   <translation>Nothing is recorded yet. Type, paste, or read a workbook</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/cells.py" />
   <source>没有符合条件的行</source>
   <translation>No row fits the filter</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/cells.py" />
   <source>未填</source>
   <translation>Empty</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/cells.py" />
   <source>已填</source>
   <translation>Filled</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/cells.py" />
   <source>未能识别</source>
   <translation>Could not be read</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/spoken_text.py" />
   <source>{title} 未填</source>
   <translation>{title}, not filled in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/spoken_text.py" />
   <source>标题，不能填写</source>
   <translation>Heading, cannot be filled in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/spoken_text.py" />
   <source>由程序算出，不能填写</source>
   <translation>Computed, cannot be filled in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/spoken_text.py" />
   <source>由程序算出，可以改填</source>
   <translation>Computed, can be typed over</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/spoken_text.py" />
   <source>锁定，不能填写</source>
   <translation>Locked, cannot be filled in</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/models/spoken_text.py" />
   <source>{problem}（已说明：{note}）</source>
   <translation>{problem} (explained: {note})</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/page.py" />
   <source>没有要处理的问题了</source>
   <translation>No problem is left to deal with</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/page.py" />
   <source>说明已保存</source>
   <translation>Note saved</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/page.py" />
   <source>说明已取消</source>
   <translation>Note removed</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/page.py" />
   <source>显示上期数</source>
   <translation>Show last period's values</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/page.py" />
   <source>说明栏</source>
   <translation>Side panel</translation>
  </message>
  <message>
   <location filename="../../desktop/entry/page.py" />
   <source>卡片</source>
   <translation>Card</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/book/blank_workbooks.py" />
   <source>工作库是“{own}”的，不能给“{other}”写空白表。</source>
   <translation>The office file belongs to “{own}”; it cannot write a blank form for “{other}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/book/blank_workbooks.py" />
   <source>“{own}”在 {period} 没有下级单位，没有要写的空白表。</source>
   <translation>“{own}” has no units below it in {period}; there is no blank form to write.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/book/filled.py" />
   <source>“{file}”的内容读不懂，请用 WPS 或 Excel 打开看看，再另存为 xlsx。</source>
   <translation>The content of “{file}” makes no sense. Look at it in WPS or Excel and save it again as xlsx.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/book/filled.py" />
   <source>工作表“{sheet}”{cell}</source>
   <translation>Sheet “{sheet}” {cell}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/book/filled.py" />
   <source>工作表“{sheet}”第{n}行</source>
   <translation>Sheet “{sheet}” row {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/book/manifest.py" />
   <source>隐藏的工作表“{sheet}”被改坏了，认不出报表，请让填报单位重新导出再报。</source>
   <translation>The hidden sheet “{sheet}” was written over and the form can no longer be told. Please have the reporting unit export it again.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/book/manifest.py" />
   <source>“{title}”是本程序不认识的栏目类型（{kind}），多半由更新的程序导出，请先升级再读。</source>
   <translation>“{title}” is a kind of column that this program does not know ({kind}), most likely from a newer one. Please update before reading it.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>PDF 文件</source>
   <translation>a PDF</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>图片</source>
   <translation>a picture</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>压缩包</source>
   <translation>an archive</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>台账工作库</source>
   <translation>an office file of this program</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>文字文档</source>
   <translation>a text document</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>请让填报单位报电子表格</source>
   <translation>please have the unit hand in a spreadsheet</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>请先解压</source>
   <translation>please unpack it first</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>请用“打开”</source>
   <translation>please use “Open”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>Word 文档</source>
   <translation>a Word document</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>演示文稿</source>
   <translation>a presentation</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”是表格软件打开文件时留下的临时文件，不是报表，请选没有“~$”的那一个。</source>
   <translation>“{file}” is a temporary file that a spreadsheet program left behind, not a form. Please choose the one without “~$”.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”读不了：{why}。</source>
   <translation>“{file}” cannot be read: {why}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”不是文件，没有读。</source>
   <translation>“{file}” is not a file and was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”是空文件（0 字节），请重新拷贝。</source>
   <translation>“{file}” is empty (0 bytes). Please copy it again.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”有 {size} MB，超过 {limit} MB，不像报表，没有读。</source>
   <translation>“{file}” has {size} MB, more than {limit} MB. That does not look like a form, so it was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”是{what}，不是电子表格，{advice}。</source>
   <translation>“{file}” is {what}, not a spreadsheet; {advice}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>请另存为 xlsx</source>
   <translation>please save it as xlsx</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”是很早的 Excel 格式（第 4 版以前），请用 WPS 或 Excel 打开后另存为 xlsx。</source>
   <translation>“{file}” is in a very old Excel format (before version 5). Please open it in WPS or Excel and save it as xlsx.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”是网页或 XML，不是电子表格，请用 WPS 或 Excel 打开后另存为 xlsx。</source>
   <translation>“{file}” is a web page or XML, not a spreadsheet. Please open it in WPS or Excel and save it as xlsx.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”不是电子表格，或已经损坏，请用 WPS 或 Excel 打开看看，再另存为 xlsx。</source>
   <translation>“{file}” is not a spreadsheet, or is damaged. Please look at it in WPS or Excel and save it as xlsx.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”加了密码，请在 WPS 或 Excel 里取消密码后再报。</source>
   <translation>“{file}” has a password. Please remove it in WPS or Excel and hand in again.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”解开后有 {size} MB，是文件本身的 {times} 倍，不像报表，没有读。</source>
   <translation>“{file}” unpacks to {size} MB, {times} times its own size. That is no form, and it was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”已经损坏（多半是没有拷贝完整），请重新拷贝。</source>
   <translation>“{file}” is damaged (most likely not copied to the end). Please copy it again.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”是{what}，不是电子表格，请用空白表填报。</source>
   <translation>“{file}” is {what}, not a spreadsheet. Please fill in the blank form.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”是压缩包，请先解压，再选里面的表格。</source>
   <translation>“{file}” is an archive. Please unpack it first and choose the workbook inside.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/file_kind.py" />
   <source>“{file}”不是电子表格，请用空白表填报。</source>
   <translation>“{file}” is not a spreadsheet. Please fill in the blank form.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/merged_cells.py" />
   <source>“{file}”里合并的单元格太多，没有读，请取消合并再报。</source>
   <translation>“{file}” has too many merged cells and was not read. Please undo the merging and hand it in again.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/sheet_values.py" />
   <source>“{file}”的内容铺得太开，超过 {n} 万格，没有读，请把表格外面多余的行和列删掉再报。</source>
   <translation>“{file}” is spread over more than {n} × 10,000 cells and was not read. Please delete the rows and columns outside the table and hand it in again.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/files/sheet_values.py" />
   <source>“{file}”已经损坏，读不出来，请用 WPS 或 Excel 打开后另存为 xlsx 再试。</source>
   <translation>“{file}” is damaged and cannot be read. Please open it in WPS or Excel, save it as xlsx and try again.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/handing_up.py" />
   <source>没有写成：{why}</source>
   <translation>Not written: {why}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/handing_up.py" />
   <source>没有写成：保存的空白表读不懂，请在“任务包”页重新选一份。</source>
   <translation>Not written: the blank that was kept cannot be read. Please choose one anew on the page “Packs”.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/annotate.py" />
   <source>“{file}”里有宏，应存为 .xlsm，换了扩展名打不开。</source>
   <translation>“{file}” has macros and must be saved as .xlsm; with another extension it will not open.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/annotate.py" />
   <source>“{file}”里没有宏，应存为 .xlsx，换了扩展名打不开。</source>
   <translation>“{file}” has no macros and must be saved as .xlsx; with another extension it will not open.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>“{file}”是零报（{reason}），没有数可以读入。</source>
   <translation>“{file}” is a nil return ({reason}); it holds no figures to read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>“{file}”是本单位的汇总件，数是下级单位报的，没有读入；只读入上级的质询和退回。</source>
   <translation>“{file}” is this office's own roll-up: its figures are those of the units below and were not read in; only questions and returns from above were.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>方案“{pack}”没有报表“{form}”，这张工作表没有读入。</source>
   <translation>The programme “{pack}” has no form “{form}”; this sheet was not read in.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>{told}；{mend}。</source>
   <translation>{told}; {mend}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>“{file}”里的单位、方案和报告期已经丢失，不能自动读入；请重新导出空白表填报。</source>
   <translation>Unit, programme and period are lost in “{file}”, so it cannot be read automatically; please export a blank form again and fill that in.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>这个工作簿填的是“{other}”，本工作库启用的是：{known}。</source>
   <translation>This workbook is for “{other}”; enabled in this office file: {known}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>这个工作簿的报告期是{other}，“{title}”按{own}报送。</source>
   <translation>The period of this workbook is {other}; “{title}” is reported by {own}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>{form}没有栏“{names}”，没有读入。</source>
   <translation>{form} has no column “{names}”; it was not read in.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>{place}：“{form}”没有行“{row}”，没有读入。</source>
   <translation>{place}: “{form}” has no row “{row}”; it was not read in.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>{place}：这一行已清空，行还在；要删除请在程序里删除。</source>
   <translation>{place}: this row was emptied and is still there; to delete it, delete it in the program.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>“{form}”有 {n} 行只排了可见的列，已按名称对回原来的行，请核对。</source>
   <translation>“{form}”: {n} rows had only their visible columns sorted; they were matched to their rows by name, please check.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>{place}：“{field}”是固定内容，工作簿里是“{here}”，程序里是“{there}”，没有采用。</source>
   <translation>{place}: “{field}” is fixed; the workbook has “{here}”, the program “{there}”; not taken.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>{place}：“{field}”由程序计算，工作簿里是“{here}”，程序里是“{there}”，没有采用。</source>
   <translation>{place}: “{field}” is computed; the workbook has “{here}”, the program “{there}”; not taken.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/draft_import.py" />
   <source>还有 {n} 处计算栏或固定内容被改动，没有采用。</source>
   <translation>{n} more computed or fixed cells were changed; not taken.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/receive.py" />
   <source>{unit} {period} 第 {version} 版</source>
   <translation>{unit} {period} version {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/receive.py" />
   <source>“{file}”是{told}，不是要标注的第 {version} 版，请另选。</source>
   <translation>“{file}” is {told}, not version {version} that is to be marked; choose another file.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/receive.py" />
   <source>第 {version} 版没有退回，也没有待答的质询，不用写清单。</source>
   <translation>Version {version} was not sent back and no question about it is open, so there is nothing to list.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/submitted_rows.py" />
   <source>{cell} 所在的行不是本表的行，没有收</source>
   <translation>the row of {cell} is no row of this form and was not taken</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/submitted_rows.py" />
   <source>请填在本表已有的行里；这张表不能加行</source>
   <translation>please use the rows of the form; this form takes no further rows</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/submitted_rows.py" />
   <source>{cell}的公式没有算出结果</source>
   <translation>the formula in {cell} has no result</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/submitted_rows.py" />
   <source>请用 WPS 打开后保存</source>
   <translation>please open it in WPS and save it</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/submitted_rows.py" />
   <source>空</source>
   <translation>empty</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/submitted_rows.py" />
   <source>同一行写了两次：{first}为“{a}”，{second}为“{b}”</source>
   <translation>one row stands there twice: {first} says “{a}”, {second} says “{b}”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/intake/submitted_rows.py" />
   <source>请只留对的一行</source>
   <translation>please keep only the right one</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>这份对照表是较新的程序写的，请先更新程序。</source>
   <translation>This map was written by a newer version of the program. Please update the program first.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>对照表读不了：{why}。</source>
   <translation>The map cannot be read: {why}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>先指明台账第一行的各栏，最后一行在它下面。</source>
   <translation>First say what the columns of the ledger’s first row are; its last row lies below.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>“{file}”写不进去：{why}。</source>
   <translation>“{file}” cannot be written: {why}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>对方的表没有放进去：只放不带宏的 .xlsx，不超过 {largest} 字节，这一份有 {size} 字节。</source>
   <translation>Their form was not put in: only an .xlsx without macros of at most {largest} bytes is; this one has {size} bytes.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>对方的表没有放进去：{why}。</source>
   <translation>Their form was left out: {why}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>对方的表里有 {count} 处没有放进去：任务包里没有那一行、那一栏，或空白表里没有那一格。</source>
   <translation>{count} places of their form were left out: the pack has no such row or column, or the blank workbook no such cell.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>{pack} 对方的表“{file}”：带有宏，任务包里只放不带宏的 .xlsx</source>
   <translation>{pack}, their form “{file}”: has macros; a pack takes only an .xlsx without</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>{pack} 对方的表“{file}”：不是读得出的 xlsx 工作簿</source>
   <translation>{pack}, their form “{file}”: no xlsx workbook that can be read</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>{pack} 对方的表“{file}”：里面没有工作表“{sheet}”</source>
   <translation>{pack}, their form “{file}”: has no sheet “{sheet}”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_map.py" />
   <source>{why}。</source>
   <translation>{why}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_reader.py" />
   <source>“{file}”里没有工作表“{sheet}”，这一部分没有读入。</source>
   <translation>“{file}” has no sheet “{sheet}”; this part was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_reader.py" />
   <source>工作表“{sheet}”里找不到“{row}”一行，没有读入。</source>
   <translation>The row “{row}” is not found on the sheet “{sheet}”; it was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_writer.py" />
   <source>空白表里没有工作表“{sheet}”，对照表中这一张没有写。</source>
   <translation>The blank has no sheet “{sheet}”; what the map puts there was not written.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_writer.py" />
   <source>本方案没有报表“{form}”，对照表中这一部分没有写。</source>
   <translation>The programme has no form “{form}”; this part of the map was not written.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/form_writer.py" />
   <source>工作表“{sheet}”的“{form}”只有 {fits} 行，还有 {over} 行写不下：表里有公式、合并格或图形，不能自动加行，请先在空白表里加行。</source>
   <translation>“{form}” has only {fits} rows on the sheet “{sheet}”, {over} more do not fit: with formulas, merged cells or drawings there, rows cannot be added. Please add rows to the blank first.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/pointing.py" />
   <source>这一格以“{theirs}”计，“{field}”以“{own}”计，不能换算。</source>
   <translation>This cell counts in “{theirs}”, “{field}” in “{own}”; one cannot be turned into the other.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/proposal.py" />
   <source>“{file}”里没有看得见的工作表。</source>
   <translation>“{file}” has no sheet that can be seen.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/proposal.py" />
   <source>工作表“{sheet}”里没有认出“{form}”的栏：{names}。</source>
   <translation>Columns of “{form}” not recognised on the sheet “{sheet}”: {names}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/proposal.py" />
   <source>工作表“{sheet}”里没有认出“{form}”的行：{names}{more}。</source>
   <translation>Rows of “{form}” not recognised on the sheet “{sheet}”: {names}{more}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/proposal.py" />
   <source>等</source>
   <translation> and others</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/proposal.py" />
   <source>没有认出报表“{form}”在哪里。</source>
   <translation>Where the form “{form}” stands was not recognised.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/lead_form/proposal.py" />
   <source>工作表“{sheet}”{cell}以“{theirs}”计，“{field}”以“{own}”计，不能换算，没有对上。</source>
   <translation>Sheet “{sheet}” {cell} is in “{theirs}”, “{field}” in “{own}”; these cannot be converted, so it was not matched.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_cells.py" />
   <source>工作表“{sheet}”</source>
   <translation>Sheet “{sheet}”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_cells.py" />
   <source>工作表“{sheet}” {cell}</source>
   <translation>Sheet “{sheet}” {cell}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>{file}：{told}</source>
   <translation>{file}: {told}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>不认识这张表，可用：{known}；不用的请删掉</source>
   <translation>This sheet is not known. Known: {known}. Please delete what is not used</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>有两张</source>
   <translation>there are two</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>{file} {place}：{text}</source>
   <translation>{file} {place}: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>{file}：不是任务包的工作簿，里面没有“{sheet}”等工作表</source>
   <translation>{file}: not the workbook of a pack, it has no sheet “{sheet}” nor the others</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>不认识这张表；缺的是：{missing}。如果是它改了名，请改回来</source>
   <translation>Unknown sheet; missing: {missing}. If it was renamed, give it its name back</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>没有这张表，请从导出的工作簿里拷回来</source>
   <translation>This sheet is missing; copy it back from an exported workbook</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>左边没有写项目，不知道“{text}”是什么</source>
   <translation>No item stands at the left; what “{text}” is cannot be told</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>不认识的项目“{item}”，可用：{known}</source>
   <translation>Unknown item “{item}”. Known: {known}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>没有找到表头“{item}、{content}”</source>
   <translation>The head line “{item}, {content}” was not found</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>改坏了，读不出来；请删掉这张表，再在窗口里重新指认对方的表</source>
   <translation>is spoilt and cannot be read; delete this sheet and point out their form in the window again</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>工作表“{sheet}” 第 {number} 行</source>
   <translation>Sheet “{sheet}” row {number}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>超过 {most} 行，下面的没有读</source>
   <translation>more than {most} rows; those below were not read</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>上面没有栏名，不知道“{text}”是什么</source>
   <translation>No column title stands above; what “{text}” is cannot be told</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>没有找到表头，应有：{known}…</source>
   <translation>The head line was not found; it should have: {known}…</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>表头里没有栏“{needed}”</source>
   <translation>The head has no column “{needed}”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>不认识的栏“{text}”，可用：{known}</source>
   <translation>Unknown column “{text}”. Known: {known}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>栏“{text}”有两列</source>
   <translation>There are two columns “{text}”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>应填“是”或“否”，现在是“{text}”</source>
   <translation>It should be “是” (yes) or “否” (no), it is “{text}”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>“{line}”应写成“名：值”，一行一个</source>
   <translation>“{line}” should be written “name: value”, one a line</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_reader.py" />
   <source>“{text}”应写成“名: 值”</source>
   <translation>“{text}” should be written “name: value”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>没有这张表</source>
   <translation>there is no such sheet</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>台账“{name}”写了两次</source>
   <translation>The ledger “{name}” is there twice</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>无</source>
   <translation>none</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>没有台账“{where}”，现有：{known}</source>
   <translation>There is no ledger “{where}”. Known: {known}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>没有指标“{where}”，现有：{known}</source>
   <translation>There is no indicator “{where}”. Known: {known}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>目录里没有共用台账“{name}”；自己的台账请填“否”</source>
   <translation>There is no shared ledger “{name}”; for one of your own please write “否” (no)</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>共用台账“{name}”的内容与目录里的不同；要改请另起编号，并在“共用”填“否”</source>
   <translation>The shared ledger “{name}” differs from the one shipped; to change it, give it another id and write “否” (no) under “共用”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>类别应为：{known}</source>
   <translation>The kind should be one of: {known}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>样例行要写台账编号</source>
   <translation>A row of examples needs the id of its ledger</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>{name}没有审核关系“{rule}”</source>
   <translation>{name} has no rule “{rule}”</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_tree.py" />
   <source>应为：{known}，或别的表的编号</source>
   <translation>It should be one of: {known}, or the id of another form</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/packs/pack_writer.py" />
   <source>工作表“{sheet}”放不下“{names}”，这个任务包只能用 YAML 改。</source>
   <translation>The sheet “{sheet}” has no room for “{names}”; this pack can only be changed as YAML.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/any_workbook.py" />
   <source>{told}请按原来的表样填报。</source>
   <translation>{told} Please fill in the form as it was sent.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/any_workbook.py" />
   <source>“{file}”的栏目 {titles} 都有，要指明是哪个方案的，请选中它点“对应…”。</source>
   <translation>The columns of “{file}” are known in {titles}. Choose the file and press “Match…” to say which programme it is.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/any_workbook.py" />
   <source>工作表 {sheets} 的表头一样，要指明收哪一张，请选中它点“对应…”。</source>
   <translation>The sheets {sheets} have the same heads. Choose the file and press “Match…” to say which one to take.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/any_workbook.py" />
   <source>工作表“{sheet}”像“{pack}”的“{form}”，还不知道哪一栏对哪一栏，请选中它点“对应…”。</source>
   <translation>The sheet “{sheet}” looks like “{form}” of “{pack}”; which column is which is not known yet. Choose the file and press “Match…”.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/confirmed_mapping.py" />
   <source>栏“{field}”对应了两列，一栏只能对应一列。</source>
   <translation>Two columns are given to the field “{field}”; a field takes one column only.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>工作表“{sheet}”是另一张工作表的副本，没有读入；请删掉多余的一张。</source>
   <translation>The sheet “{sheet}” is a copy of another and was not read; please delete the one too many.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>工作表“{sheet}”是另一张工作表的副本，没有读入</source>
   <translation>sheet “{sheet}” is a copy of another one and was not read</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>请删掉多余的一张</source>
   <translation>please delete the copy</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>工作表“{sheet}”{cell} 在合计或签字的下面，没有读入</source>
   <translation>{cell} of sheet “{sheet}” stands below the total or the signatures and was not read</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>请把内容移到表内</source>
   <translation>please move it into the table</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>工作表“{sheet}”第 {rows} 行在合计或签字的下面，没有读入；请把内容移到表内。</source>
   <translation>Sheet “{sheet}” row {rows} is below the total or the signatures and was not read; please move it into the table.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>{cell} 与 {shown} 合并成一格，没有读入</source>
   <translation>{cell} is merged with {shown} and was not read</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>请取消合并，逐格填写</source>
   <translation>please unmerge and fill in each cell</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>{cell} 与第 {row} 行合并成一格，没有读入</source>
   <translation>{cell} is merged with row {row} and was not read</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>请取消合并，逐行填写</source>
   <translation>please unmerge and fill in each row</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>工作表“{sheet}”第 {row} 行对不上报表的行，没有读入。</source>
   <translation>Sheet “{sheet}” row {row} matches no row of the form and was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>工作表“{sheet}”第 {row} 行和前面的一行对着同一行，没有读入。</source>
   <translation>Sheet “{sheet}” row {row} matches the same row as one before it and was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>{cell} 以“{theirs}”计，我们的栏以“{own}”计，不能换算，没有读入。</source>
   <translation>{cell} is in “{theirs}”, our column in “{own}”; these cannot be converted, so it was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>“{file}”里没有找到报表：不是台账的报送件或空白表，或工作表已被删除。</source>
   <translation>No form was found in “{file}”: it is not a return or blank form of Taizhang, or its sheets were deleted.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>工作表“{sheet}”{cell} 所在的列不是本表的栏，填的 {n} 格没有读入</source>
   <translation>the column of {cell} on sheet “{sheet}” is no column of the form; what stands in it was not read (cells: {n})</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/reading/workbook_reader.py" />
   <source>请填在本表的栏里，或写进备注</source>
   <translation>please use the columns of the form, or write it as a remark</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>新增：{unit}</source>
   <translation>Added: {unit}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>删除：{unit}</source>
   <translation>Removed: {unit}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>改动：{unit}：{what}</source>
   <translation>Changed: {unit}: {what}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>“{file}”里没有填报单位表：要有一行表头，写着{titles}。</source>
   <translation>“{file}” holds no unit table: it needs a head line with {titles}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>不认识的栏“{title}”，可用：{known}。</source>
   <translation>Unknown column “{title}”. Known: {known}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>栏“{title}”写了两次。</source>
   <translation>The column “{title}” is there twice.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>没有一个单位。</source>
   <translation>There is not one unit.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>“{text}”不能填在“{field}”里。</source>
   <translation>“{text}” cannot be filled in under “{field}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>“{text}”不能填在“{field}”里：{why}。</source>
   <translation>“{text}” cannot be filled in under “{field}”: {why}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>“{text}”可能是“{value}”（{why}），请写明。</source>
   <translation>“{text}” may mean “{value}” ({why}); please write it plainly.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>“{field}”没有填。</source>
   <translation>“{field}” is not filled in.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>{place}：{text}</source>
   <translation>{place}: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/unit_table.py" />
   <source>“{file}”有 {n} 处错误，没有读入：
{faults}</source>
   <translation>“{file}” has {n} mistakes and was not read in:
{faults}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/changed_cells.py" />
   <source>{form}定稿时的第{n}行（{row}）</source>
   <translation>row {n} of {form} as finalised ({row})</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/changed_cells.py" />
   <source>{cell}（{field}）</source>
   <translation>{cell} ({field})</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>校验码“{code}”不对：应像 A7K2-9QMD-4，末位是校验位，请核对有没有看错。</source>
   <translation>The check code “{code}” is wrong: it should look like A7K2-9QMD-4, the last character being the check character. Please look again.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>“{file}”是空白表，没有校验码；定稿后导出的才有。</source>
   <translation>“{file}” is a blank form and has no check code; only what is exported after finalising has one.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>“{file}”是草稿，没有校验码；定稿后导出的才有。</source>
   <translation>“{file}” is a draft and has no check code; only what is exported after finalising has one.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：{about}是零报，不带数，工作簿里却有 {n} 行，第一行在{place}；校验码 {code}。</source>
   <translation>Not the same: {about} is a nil return without figures, yet the workbook has {n} rows, the first at {place}; check code {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：{about}定稿后被改动，{why}校验码 {code}。</source>
   <translation>Not the same: {about} was changed after finalising. {why} Check code {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：工作簿没有被改动，它的校验码是 {code}，您给的是 {wanted}，不是同一版。</source>
   <translation>Not the same: the workbook was not changed, its check code is {code}, the one given is {wanted}; it is another version.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>一致：{about}，校验码 {code}，内容与定稿时相同。</source>
   <translation>The same: {about}, check code {code}, the content is as it was finalised.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：校验码 {code} 与内容相符，但隐藏的核对记录被改动。</source>
   <translation>Not the same: check code {code} fits the content, but the hidden record for checking was changed.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：校验码 {code}，按内容应为 {found}，{why}。</source>
   <translation>Not the same: check code {code}, by the content it should be {found}: {why}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>（缺）</source>
   <translation>(none)</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>等 {n} 处</source>
   <translation> and others, {n} places</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>校验码 {code}，按现在的内容应为 {found}</source>
   <translation>check code {code}, by the content now it should be {found}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>校验码 {code}</source>
   <translation>check code {code}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：{about}定稿后被改动，{place}整行缺失{more}；{code}。</source>
   <translation>Not the same: {about} was changed after finalising, {place} is gone{more}; {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：{about}定稿后被改动，{place}多出一行{more}；{code}。</source>
   <translation>Not the same: {about} was changed after finalising, {place} is a row more{more}; {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：{about}定稿后被改动，{place}现为“{found}”{more}；{code}。</source>
   <translation>Not the same: {about} was changed after finalising, {place} now says “{found}”{more}; {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>零报的原因、单位、方案、报告期或版本被改动</source>
   <translation>reason of the nil return, unit, programme, period or version was changed</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>核对用的隐藏工作表已丢失，说不出改了哪一格</source>
   <translation>the hidden sheet for checking is lost, so nobody can say which cell was changed</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>封面上的校验码与内容不符</source>
   <translation>the check code on the cover does not fit the content</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>单位、方案、报告期或版本被改动</source>
   <translation>unit, programme, period or version was changed</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>“{file}”上没有校验码：是草稿、扫描件，或不是台账打印的。</source>
   <translation>There is no check code on “{file}”: it is a draft, a scan, or was not printed by Taizhang.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：各页的校验码不同（{codes}），不是同一份。</source>
   <translation>Not the same: the pages bear different check codes ({codes}), they are not of one return.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：第 {pages} 页没有校验码。</source>
   <translation>Not the same: page {pages} bears no check code.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：校验码 {code} 的校验位不对。</source>
   <translation>Not the same: the check character of check code {code} is wrong.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：页面上的校验码是 {code}，文件属性里的是 {other}。</source>
   <translation>Not the same: the pages bear check code {code}, the properties of the file {other}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>不一致：这份是 {code}，您给的是 {wanted}，不是同一版。</source>
   <translation>Not the same: this is {code}, the one given is {wanted}; it is another version.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>一致：共 {n} 页，每页校验码都是 {code}。</source>
   <translation>The same: {n} pages, each bears check code {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/check_code.py" />
   <source>“{file}”已经损坏或加了密码，读不出来。</source>
   <translation>“{file}” is damaged or has a password and cannot be read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/cover_check.py" />
   <source>封面的填报单位</source>
   <translation>the unit on the cover</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/cover_check.py" />
   <source>封面的报告期</source>
   <translation>the period on the cover</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/cover_check.py" />
   <source>封面的版本</source>
   <translation>the version on the cover</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/cover_check.py" />
   <source>封面的零报原因</source>
   <translation>the reason of the nil return on the cover</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/frozen_rows.py" />
   <source>“{file}”按任务包第 {old} 版填报，本程序是第 {new} 版，不能核对。</source>
   <translation>“{file}” was filled in by version {old} of the pack, this program has version {new}; it cannot be checked.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/qr_scan.py" />
   <source>“{file}”不是能读的图片，或已经损坏，请重新扫描成 PNG、JPEG、TIFF 或 PDF。</source>
   <translation>“{file}” is no picture that can be read, or is damaged; scan it again as PNG, JPEG, TIFF or PDF.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/qr_scan.py" />
   <source>“{file}”的二维码是更新版本的台账印的，请升级本程序。</source>
   <translation>The QR code of “{file}” was printed by a newer Taizhang; update this program.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/qr_scan.py" />
   <source>“{file}”的二维码不完整，读出“{text}”。</source>
   <translation>The QR code of “{file}” is not whole; it says “{text}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/qr_scan.py" />
   <source>“{file}”的二维码里的校验码“{code}”不对，末位校验位不符。</source>
   <translation>The check code “{code}” in the QR code of “{file}” is wrong: its last character does not fit.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/qr_scan.py" />
   <source>“{file}”上的二维码不是台账的，请换一张，或输入纸面上的校验码。</source>
   <translation>The QR code on “{file}” is not one of Taizhang; take another sheet, or type the check code from the paper.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/qr_scan.py" />
   <source>“{file}”上没有读出二维码，请扫清楚些（300 dpi，不要裁边），或输入纸面上的校验码。</source>
   <translation>No QR code could be read on “{file}”; scan it more clearly (300 dpi, edges not cut), or type the check code from the paper.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/qr_scan.py" />
   <source>“{file}”的图片太大（超过 {limit} 百万像素），没有读；请按 300 dpi 扫描。</source>
   <translation>The picture in “{file}” is too large (over {limit} million dots) and was not read; scan at 300 dpi.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/qr_scan.py" />
   <source>“{file}”有 {size} MB，超过 {limit} MB，没有读。</source>
   <translation>“{file}” has {size} MB, more than {limit} MB, and was not read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>没有</source>
   <translation>none</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>不一致：不知道校验码 {code} 是哪一份。</source>
   <translation>Not the same: nobody knows which return check code {code} is.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>与这一版一致，但有更新的一版：{unit} {programme} {period} 第 {version} 版，校验码 {code}。</source>
   <translation>The same as this version, but there is a newer one: {unit} {programme} {period} version {version}, check code {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>不一致：{unit} {programme} {period} 第 {version} 版，校验码 {code}。</source>
   <translation>Not the same: {unit} {programme} {period} version {version}, check code {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>{unit} {programme} {period} 第 {version} 版，校验码 {code}。没有可比的：再给出工作簿或工作库。</source>
   <translation>{unit} {programme} {period} version {version}, check code {code}. Nothing to compare it with: give a workbook or an office file too.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>一致：{unit} {programme} {period} 第 {version} 版，校验码 {code}。</source>
   <translation>The same: {unit} {programme} {period} version {version}, check code {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>{file}：{why}</source>
   <translation>{file}: {why}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>{file}：第 {pages} 页没有读出二维码，请看一眼那一页的校验码。</source>
   <translation>{file}: no QR code could be read on page {pages}; look at the check code there.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>{file}：只读了前 {n} 页。</source>
   <translation>{file}: only the first {n} pages were read.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>要核对什么：给出扫描件、工作簿或 PDF，或者校验码。</source>
   <translation>What is to be checked? Give a scan, workbook or PDF, or a check code.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>工作库里没有校验码为 {code} 的报送件。</source>
   <translation>The office file has no return with check code {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>{column} 合计</source>
   <translation>{column} total</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>单位</source>
   <translation>Unit</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>方案</source>
   <translation>Programme</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>报告期</source>
   <translation>Period</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>版本</source>
   <translation>Version</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>校验码</source>
   <translation>Check code</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>行数</source>
   <translation>Rows</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>工作库里没有这个单位这一期的报送件。</source>
   <translation>The office file has no return of this unit and period.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>工作库里没有第 {version} 版，有第 {there} 版。</source>
   <translation>The office file does not have version {version}; it has {there}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>工作库里的第 {version} 版：{at} 收到，文件“{file}”。</source>
   <translation>Version {version} in the office file: received {at}, file “{file}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>工作库里的第 {version} 版：{at} 定稿。</source>
   <translation>Version {version} in the office file: finalised {at}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>纸面是第 {version} 版，工作库里最新是第 {newest} 版。</source>
   <translation>The paper is version {version}; the newest in the office file is {newest}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>工作簿是第 {version} 版，工作库里最新是第 {newest} 版。</source>
   <translation>The workbook is version {version}; the newest in the office file is {newest}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/side_by_side.py" />
   <source>这个校验码是第 {version} 版，工作库里最新是第 {newest} 版。</source>
   <translation>This check code is version {version}; the newest in the office file is {newest}.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/statements.py" />
   <source>{file} 第 {pages} 等 页</source>
   <translation>{file} pages {pages} and more</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/verify/statements.py" />
   <source>{file} 第 {pages} 页</source>
   <translation>{file} page {pages}</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/xlsx/package.py" />
   <source>“{file}”里缺少部件或部件太大（{part}），不能在里面标注或填写。</source>
   <translation>“{file}” lacks a part, or a part is too large ({part}): it cannot be marked or filled in.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/xlsx/package.py" />
   <source>“{file}”不是 xlsx 格式，不能在里面标注或填写，请用 WPS 或 Excel 另存为 xlsx。</source>
   <translation>“{file}” is not an xlsx workbook and cannot be marked or filled in. Please save it as xlsx in WPS or Excel.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/xlsx/patch.py" />
   <source>“{file}”里没有工作表“{sheet}”。</source>
   <translation>“{file}” has no sheet “{sheet}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/exchange/xlsx/streamed_sheet.py" />
   <source>有一格文字共 {count} 字，超过表格一格能放的 {limit} 字，请分成几段或写成附件。</source>
   <translation>One cell holds {count} characters, more than the {limit} a spreadsheet cell takes. Please split it or make it an attachment.</translation>
  </message>
  <message>
   <location filename="../../desktop/guide/__init__.py" />
   <source>使用说明</source>
   <translation>Guide</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/__init__.py" />
   <source>报送</source>
   <translation>Hand in</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/blocking_problems.py" />
   <source>收起</source>
   <translation>Close</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/blocking_problems.py" />
   <source>定稿前要处理的问题</source>
   <translation>Problems to settle before finalising</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/blocking_problems.py" />
   <source>✕ 还不能定稿：{errors} 个必须改，{open} 个需写说明。点一行到那一格。</source>
   <translation>✕ Cannot be finalised yet: {errors} must fix, {open} need a note. Click a line to go to its cell.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/blocking_problems.py" />
   <source>{title}：{value}</source>
   <translation>{title}: {value}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/check_code_card.py" />
   <source>复制校验码</source>
   <translation>Copy the check code</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>读上级意见…</source>
   <translation>Read questions…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>上级发回的工作簿里带着质询和退回原因，读进来逐条答复；表里的数不动</source>
   <translation>The workbook sent back by the level above carries its questions and reasons; read them in and answer each. The figures stay as they are</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>零报…</source>
   <translation>Nil return…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>标记已报</source>
   <translation>Mark as handed in</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>导出…</source>
   <translation>Export…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>打印…</source>
   <translation>Print…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>定稿</source>
   <translation>Finalise</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>再次定稿</source>
   <translation>Finalise again</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>先定稿，再导出</source>
   <translation>Finalise first, then export</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>第 {n} 版被退回以后还没有改动。请先到“填报”里改正，再次定稿。</source>
   <translation>Nothing has changed since version {n} was sent back. Correct it on the entry page first, then finalise again.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>第 {n} 版为什么更正？原因印在首页上。</source>
   <translation>Why is there a version {n}? The reason is printed on the first page.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>定稿第 {n} 版</source>
   <translation>Finalise version {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>正在定稿…</source>
   <translation>Finalising…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>正在看有没有填过…</source>
   <translation>Looking whether anything is filled in…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>{period}没有要报的，为什么？原因印在纸面上，随件报给上级。零报不带数：台账、累计和存量要计入汇总的，请照常定稿。</source>
   <translation>Why is there nothing to report for {period}? The reason is printed and handed in. A nil return holds no figures: where ledgers, cumulative figures and stocks should be counted, finalise as usual.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>零报</source>
   <translation>Nil return</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>✓ 第 {version} 版已定稿，校验码 {code}。</source>
   <translation>✓ Version {version} is final, check code {code}.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>第 {n} 版已作废或被退回，不能再报送。</source>
   <translation>Version {n} is void or was sent back; it cannot be handed in any more.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>仍然打印</source>
   <translation>Print all the same</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>正在打印…</source>
   <translation>Printing…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>✓ 已送打印机 {count} 页。</source>
   <translation>✓ {count} pages sent to the printer.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>仍然导出</source>
   <translation>Export all the same</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>导出到哪个文件夹</source>
   <translation>Export to which folder</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>正在导出…</source>
   <translation>Exporting…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>✓ 已导出 {names}。&lt;a href='{link}'&gt;打开文件夹&lt;/a&gt;</source>
   <translation>✓ Exported {names}. &lt;a href='{link}'&gt;Open the folder&lt;/a&gt;</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>△ 对方的表：{told}</source>
   <translation>△ Their form: {told}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>上级发回的工作簿</source>
   <translation>The workbook sent back by the level above</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>正在读…</source>
   <translation>Reading…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>✓ 读入 {n} 条上级意见，在下面逐条答复。</source>
   <translation>✓ {n} entries of the level above read in; answer them below.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>这里的上级意见已经读过，没有新的。</source>
   <translation>These entries were read in before; there is nothing new.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>这个工作簿里没有上级意见。</source>
   <translation>This workbook carries no questions.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/page.py" />
   <source>✓ 已记为已报。</source>
   <translation>✓ Marked as handed in.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview.py" />
   <source>预览</source>
   <translation>Preview</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview.py" />
   <source>第 {number} 页</source>
   <translation>Page {number}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>这一页画不出来：{why}</source>
   <translation>This page cannot be drawn: {why}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>正在排版…</source>
   <translation>Laying out the pages…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>草稿很长</source>
   <translation>A long draft</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>行数较多，排版要等一会儿。定稿不必先看预览。</source>
   <translation>There are many rows; laying them out takes a while. You can finalise without a preview.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>生成预览</source>
   <translation>Make the preview</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>缩小</source>
   <translation>Smaller</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>放大</source>
   <translation>Larger</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>适合宽度</source>
   <translation>Fit width</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/preview_panel.py" />
   <source>第 {number} 页 共 {count} 页</source>
   <translation>Page {number} of {count}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/printing.py" />
   <source>打印 {title}</source>
   <translation>Print {title}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/printing.py" />
   <source>打印机“{printer}”没有应答，请检查后再打印。</source>
   <translation>The printer “{printer}” does not answer. Please check it and print again.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/printing.py" />
   <source>打印到第 {page} 页时打印机停下了，请检查纸张后从这一页重新打印。</source>
   <translation>The printer stopped at page {page}. Please check the paper and print again from this page.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/questions.py" />
   <source>质询</source>
   <translation>Questions</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/questions.py" />
   <source>退回</source>
   <translation>Sent back</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/questions.py" />
   <source>{title}（第 {version} 版）{where}：{text}</source>
   <translation>{title} (version {version}) {where}: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/questions.py" />
   <source>已答：{text}</source>
   <translation>Answered: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/questions.py" />
   <source>答复…</source>
   <translation>Answer…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/questions.py" />
   <source>补充答复…</source>
   <translation>Add to the answer…</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/questions.py" />
   <source>答复</source>
   <translation>Answer</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/questions.py" />
   <source>答复：{text}</source>
   <translation>Answer: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>未开始</source>
   <translation>Not started</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>草稿，还没有定稿</source>
   <translation>Draft, not final yet</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>第 {version} 版已定稿，还没有报送</source>
   <translation>Version {version} is final, not handed in yet</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>△ 第 {version} 版定稿后已改动，原纸质件作废，需重新定稿</source>
   <translation>△ Changed since version {version} was finalised: the paper is void, finalise again</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>✓ 第 {version} 版已报</source>
   <translation>✓ Version {version} handed in</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>↩ 第 {version} 版被退回，请改正后再次定稿</source>
   <translation>↩ Version {version} was sent back: correct it and finalise again</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>；有 {n} 条待答复</source>
   <translation>; {n} to answer</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>答复写好了，随下一版带上去：请改正后再次定稿。</source>
   <translation>Answered. The answers go up with the next version: correct the figures and finalise again.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>答复写好了，请再导出一次报送，答复随件带上去。</source>
   <translation>Answered. Please export once more and hand it in: the answers go up in the file.</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>草稿没有校验码，定稿后才有</source>
   <translation>A draft has no check code; it comes with finalising</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>△ 内容已更正，此版作废</source>
   <translation>△ Corrected since: this version is void</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>↩ 此版被退回，不计入汇总</source>
   <translation>↩ This version was sent back; it does not count</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/texts.py" />
   <source>✓ 与每页和电子表里的一致</source>
   <translation>✓ The same on every page and in the workbook</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>草稿</source>
   <translation>Draft</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>现在的内容，还没有定稿</source>
   <translation>As it stands now, not final</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>零报：{reason}</source>
   <translation>Nil return: {reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>更正原因：{reason}</source>
   <translation>Reason: {reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>定稿 第 {version} 版</source>
   <translation>Final, version {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>✓ 已报 {moment}</source>
   <translation>✓ Handed in {moment}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>已打印 {moment}</source>
   <translation>Printed {moment}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>已导出 {moment}</source>
   <translation>Exported {moment}</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>时限改为 {detail}（{who}）</source>
   <translation>Due moment moved to {detail} ({who})</translation>
  </message>
  <message>
   <location filename="../../desktop/handoff/timeline.py" />
   <source>时限恢复按规定（{who}）</source>
   <translation>Due moment by the rule again ({who})</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/__init__.py" />
   <source>本期任务</source>
   <translation>Due now</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/due_dialog.py" />
   <source>{period}按规定 {due}。只改这一期，原因记入工作库。</source>
   <translation>{period} by the rule: {due}. Only this period is moved; the reason is kept in the office file.</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/due_dialog.py" />
   <source>改时限：{title}</source>
   <translation>Move the due moment: {title}</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/due_dialog.py" />
   <source>改时限</source>
   <translation>Move</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/due_dialog.py" />
   <source>改到(&amp;T)</source>
   <translation>Move &amp;to</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/due_dialog.py" />
   <source>原因(&amp;R)</source>
   <translation>&amp;Reason</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/due_dialog.py" />
   <source>例如：市局通知推迟</source>
   <translation>For example: put off by the city bureau</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/due_dialog.py" />
   <source>恢复按规定</source>
   <translation>Back to the rule</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/page.py" />
   <source>现在没有要报的：各方案还没有到起报期，或者已经结束。</source>
   <translation>Nothing is due now: the programmes have not begun or have ended.</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/page.py" />
   <source>启用后，这里列出每个方案什么时候报、填到哪里、还有什么问题。</source>
   <translation>Once enabled, this page lists when each programme is due, how far it is filled and what is wrong.</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/page.py" />
   <source>还没有启用任务包</source>
   <translation>No pack is enabled yet</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/page.py" />
   <source>去选任务包</source>
   <translation>Choose packs</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/page.py" />
   <source>本期任务没有算出来：{why}</source>
   <translation>What is due could not be worked out: {why}</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/row.py" />
   <source>到期</source>
   <translation>Due</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/row.py" />
   <source>任务</source>
   <translation>Tasks</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/row.py" />
   <source>指标</source>
   <translation>Indicators</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/row.py" />
   <source>台账行数</source>
   <translation>Ledgers</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/row.py" />
   <source>{n} 行</source>
   <translation>{n} rows</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/row.py" />
   <source>改时限…</source>
   <translation>Move the due moment…</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>↩ 被退回</source>
   <translation>↩ Sent back</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>↩ {n} 条待答复</source>
   <translation>↩ {n} to answer</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>✓ 已报 v{version}</source>
   <translation>✓ Handed in v{version}</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>✓ 已定稿 v{version}</source>
   <translation>✓ Final v{version}</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>● 今天已逾期</source>
   <translation>● Late since today</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>● 逾期 {days} 天</source>
   <translation>● {days} days late</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>● 今天截止</source>
   <translation>● Due today</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>○ 还有 {days} 天</source>
   <translation>○ {days} days left</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>{month}月{day}日 {time} 截止</source>
   <translation>due {month}/{day} {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>时限已改（原 {due}）：{reason}</source>
   <translation>Moved (by the rule: {due}): {reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>截止日在{holiday}假期内</source>
   <translation>The due day is within the holiday {holiday}</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>{year}年放假安排未录入</source>
   <translation>Public holidays of {year} not entered</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>△ 第 {version} 版定稿后已改动，需重新定稿</source>
   <translation>△ Changed since version {version}, finalise again</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>第 {version} 版被退回，请改正后再次定稿</source>
   <translation>Version {version} was sent back: correct it and finalise again</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>第 {version} 版  校验码 {code}</source>
   <translation>Version {version}  check code {code}</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>去答复</source>
   <translation>Answer</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>去改正</source>
   <translation>Correct</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>查看</source>
   <translation>Look</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>继续填报</source>
   <translation>Go on</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>△ {n} 待答复</source>
   <translation>△ {n} to answer</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>✕ {n} 必须改</source>
   <translation>✕ {n} must fix</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>△ {n} 需说明</source>
   <translation>△ {n} need a note</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>✓ 无问题</source>
   <translation>✓ No problems</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>{n} 项要答复或改正</source>
   <translation>{n} to answer or correct</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>{n} 项逾期</source>
   <translation>{n} late</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>{n} 项待报</source>
   <translation>{n} waiting</translation>
  </message>
  <message>
   <location filename="../../desktop/inbox/texts.py" />
   <source>{n} 项已定稿</source>
   <translation>{n} final</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/__init__.py" />
   <source>收报</source>
   <translation>Receive</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>发空白表…</source>
   <translation>Blank forms…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>收一个文件夹…</source>
   <translation>Receive a folder…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>收文件…</source>
   <translation>Receive a file…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>收报进度</source>
   <translation>Progress of receiving</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>停止</source>
   <translation>Stop</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>结果</source>
   <translation>Result</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>文件</source>
   <translation>File</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>版</source>
   <translation>Version</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>收到的文件</source>
   <translation>Files received</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>把各单位报来的工作簿拖到这里，或点“收文件…”。认得出是谁的哪一期，有错的说明错在哪里，收两次和收一次一样。</source>
   <translation>Drop the workbooks that came in here, or press “Receive a file…”. Each is known by what it holds; what is wrong is said, and receiving twice is like once.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>写出待改清单…</source>
   <translation>Write what to mend…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>收文件</source>
   <translation>Receive a file</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>报送件</source>
   <translation>Returns</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>收一个文件夹</source>
   <translation>Receive a folder</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>△ 上一批还没有完，等它完了或点“停止”以后再来一次。</source>
   <translation>△ The files before are still coming in. Wait until they are done, or press “Stop”, then try again.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>正在停…</source>
   <translation>Stopping…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>空白表放在哪里</source>
   <translation>Where to put the blank forms</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>△ 停了，已写出 {n} 份空白表</source>
   <translation>△ Stopped; {n} blank workbooks were written</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>✓ 已写出 {n} 份空白表，每个下级单位一份</source>
   <translation>✓ {n} blank forms written, one for each unit below</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>待改清单放在哪里</source>
   <translation>Where to put what is to be mended</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/page.py" />
   <source>✓ 已写出 {n} 份带标注的工作簿，发回填报单位改好再报</source>
   <translation>✓ {n} marked workbooks written; send them back to be mended</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>输入纸面上的校验码，或选扫描件（也可以拖进来）；连同工作簿一起选，就三样一起比。</source>
   <translation>Type the check code from the paper, or choose a scan (or drop it here); with its workbook chosen too, all three are compared.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>核对纸面</source>
   <translation>Check a paper</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>核对</source>
   <translation>Check</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>校验码(&amp;C)</source>
   <translation>&amp;Check code</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>选扫描件…(&amp;O)</source>
   <translation>Ch&amp;oose a scan…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>关闭</source>
   <translation>Close</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>先输入纸面上的校验码，或选扫描件。</source>
   <translation>First type the check code from the paper, or choose a scan.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>正在核对…</source>
   <translation>Checking…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>选扫描件</source>
   <translation>Choose a scan</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>扫描件、PDF 和工作簿</source>
   <translation>Scans, PDFs and workbooks</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>纸面</source>
   <translation>Paper</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>工作库</source>
   <translation>Office file</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>比过：{names}</source>
   <translation>Compared: {names}</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>哪一项</source>
   <translation>What</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/paper_check.py" />
   <source>不一致的地方</source>
   <translation>What is not the same</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/receipt_files.py" />
   <source>这个单位没有收下的报送件，不能写回执。</source>
   <translation>No return of this unit stands accepted; there is nothing to give a receipt for.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/receipt_files.py" />
   <source>这个单位只有一版报送件，没有更正。</source>
   <translation>This unit has only one version; nothing was corrected.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>报送情况</source>
   <translation>Status</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>收到</source>
   <translation>Received</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>各单位报送情况</source>
   <translation>Who has reported</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>查看…</source>
   <translation>View…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>退回…</source>
   <translation>Send back…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>质询…</source>
   <translation>Ask…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>核对纸面…</source>
   <translation>Check a paper…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>回执…</source>
   <translation>Receipt…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>更正说明…</source>
   <translation>Corrections…</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>复制催报文字</source>
   <translation>Copy the reminder</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>复制情况通报</source>
   <translation>Copy the notice</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>本单位之下没有要报送的单位。</source>
   <translation>No units report to this office.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>这一期不用报：不在起报期和止报期之间。</source>
   <translation>Nothing is owed for this period: it is not between the first and the last one.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>应收 {of} 个单位，已收 {n} 个，缺 {gone} 个：{names}</source>
   <translation>{n} of {of} units received, {gone} missing: {names}</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>应收 {of} 个单位，全部收齐</source>
   <translation>All {of} units are in</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>先在下面选一个已经收到报送件的单位。</source>
   <translation>First choose a unit below whose return has come in.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>{unit}　第 {version} 版</source>
   <translation>{unit}　version {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>✓ 已退回{unit}的第 {version} 版。</source>
   <translation>✓ Version {version} of {unit} was returned.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>✓ 已质询{unit}的第 {version} 版。</source>
   <translation>✓ {unit} was asked about version {version}.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>回执放在哪里</source>
   <translation>Where to put the receipt</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>更正说明放在哪里</source>
   <translation>Where to put the corrections</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>✓ 已写出 {names}</source>
   <translation>✓ Written: {names}</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>都报齐了，不用催。</source>
   <translation>All have reported; nobody needs a reminder.</translation>
  </message>
  <message>
   <location filename="../../desktop/intake/unit_list.py" />
   <source>✓ 已复制，可以粘贴到消息里</source>
   <translation>✓ Copied, to be pasted into a message</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>认出来的格子已经上色。用方向键走到一格，按 Enter 说明它是什么，按 Delete 清除；保存以后，导出时也写成这张表，收报时按它读。</source>
   <translation>What was recognised is coloured. Walk to a cell with the arrow keys, press Enter to say what it is, Delete to clear it. Once saved, exports also fill in this form, and returns in it are read.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>对方的表：{title}</source>
   <translation>Their form: {title}</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>保存</source>
   <translation>Save</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>对方的工作表</source>
   <translation>Their sheets</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>清除</source>
   <translation>Clear</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>没有认准的地方</source>
   <translation>What is doubtful</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>行名、栏名</source>
   <translation>Names of rows and columns</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>→ 填写的格</source>
   <translation>→ cells to fill</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>单位、报告期、填表人等</source>
   <translation>Unit, period, people</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>隐藏的工作表不动：{names}</source>
   <translation>Hidden sheets stay as they are: {names}</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>不再使用</source>
   <translation>Use no longer</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>换一张空白表…</source>
   <translation>Another blank…</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>{form}：到这一行为止</source>
   <translation>{form}: ends with this row</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>{cell}：不填</source>
   <translation>{cell}: not filled</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>这张表里还没有一格要填，请先指明。</source>
   <translation>No cell of this form is to be filled yet. Please point at some first.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>“{title}”不再导出成对方的表？保存的空白表和对照会删掉。</source>
   <translation>No longer export “{title}” in their form? The blank and its map that were kept are deleted.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>“{title}”改用任务包里带的对方的表？自己保存的空白表和对照会删掉。</source>
   <translation>Use their form as the pack “{title}” carries it? The blank workbook and the map kept by yourself will be deleted.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>这张表的对照改过，还没有保存。不保存就离开？</source>
   <translation>What the cells mean was changed and is not saved yet. Leave without saving?</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>不保存</source>
   <translation>Do not save</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_box.py" />
   <source>接着改</source>
   <translation>Go on</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_button.py" />
   <source>上级发来自己的空白工作簿、要求照填的，在这里对照一次，以后导出时一并写成那张表</source>
   <translation>Where the level above sends a blank workbook of its own and wants that back: match it here once, and exports fill it in too</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_button.py" />
   <source>对方的表…</source>
   <translation>Their form…</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_button.py" />
   <source>选上级发来的空白工作簿</source>
   <translation>Choose the blank workbook of the level above</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_button.py" />
   <source>“{title}”改用任务包里带的对方的表。</source>
   <translation>“{title}” now uses their form as the pack carries it.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_button.py" />
   <source>“{title}”不再导出成对方的表。</source>
   <translation>“{title}” is no longer exported in their form.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_button.py" />
   <source>✓ 已保存。以后导出“{title}”时一并写成对方的表。</source>
   <translation>✓ Saved. Exports of “{title}” now also fill in their form.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_sheet.py" />
   <source>对方的表</source>
   <translation>Their form</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_sheet.py" />
   <source>，写入时乘 {times}</source>
   <translation>, times {times} when written</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_sheet.py" />
   <source>填报单位名称</source>
   <translation>Reporting unit</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_sheet.py" />
   <source>单位负责人</source>
   <translation>Head of office</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_sheet.py" />
   <source>审核人</source>
   <translation>Reviewed by</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_sheet.py" />
   <source>填表人</source>
   <translation>Filled in by</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_sheet.py" />
   <source>联系电话</source>
   <translation>Phone</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/lead_form_sheet.py" />
   <source>报出日期</source>
   <translation>Date handed in</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>这份文件没有程序的标记。请核对下面认出来的内容：确定后马上收下，以后同样表头的文件不再问。</source>
   <translation>This file bears no marks of the program. Check what was recognised below: it is received at once, and files with the same heads are not asked about again.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>这份文件的栏目认得，只是没有写明下面的内容。</source>
   <translation>The columns of this file are known; it only does not say the following.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>对应：{file}</source>
   <translation>Match: {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>确定</source>
   <translation>OK</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>填报单位(&amp;U)</source>
   <translation>&amp;Unit</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>方案(&amp;P)</source>
   <translation>&amp;Programme</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>报告期(&amp;D)</source>
   <translation>Perio&amp;d</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>（请选择）</source>
   <translation>(please choose)</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>他们的工作表</source>
   <translation>Their sheets</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>我们的报表</source>
   <translation>Our form</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>这张工作表是(&amp;F)</source>
   <translation>This sheet is our &amp;form</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>栏的对应</source>
   <translation>Columns</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>他们的表头</source>
   <translation>Their head</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>样值</source>
   <translation>Samples</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>我们的栏</source>
   <translation>Our column</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>行的对应</source>
   <translation>Rows</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>他们的行</source>
   <translation>Their row</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>我们的行</source>
   <translation>Our row</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>这张工作表不收，以后同样表头的也不再问。要收，请在上面选它是哪一张报表。</source>
   <translation>This sheet is left out, and sheets with the same heads are not asked about again. To take it, say above which form it is.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>不收这张工作表</source>
   <translation>Leave this sheet out</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>不收</source>
   <translation>left out</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>他们没有的栏：{names}</source>
   <translation>Columns they do not have: {names}</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>请选定填报单位、方案和报告期。</source>
   <translation>Please choose unit, programme and period.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>没有一张工作表要收，请选定它是哪一张报表。</source>
   <translation>No sheet is to be received. Please choose which form it is.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>工作表“{sheet}”没有一栏对应上。</source>
   <translation>No column of the sheet “{sheet}” is matched.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>工作表“{sheet}”没有一行对应上。</source>
   <translation>No row of the sheet “{sheet}” is matched.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_box.py" />
   <source>两张工作表都是“{form}”，只能收一张。</source>
   <translation>Two sheets are “{form}”; only one can be received.</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_button.py" />
   <source>说明这张表是哪个单位、哪一期的，哪一栏是我们的哪一栏（在这一行按 Enter）</source>
   <translation>Say whose table this is and of when, and which column is which of ours (Enter on its line)</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/mapping_button.py" />
   <source>对应…</source>
   <translation>Match…</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/meaning_finder.py" />
   <source>查找这一格是什么</source>
   <translation>Find what this cell is</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/meaning_finder.py" />
   <source>打几个字查找，Enter 选定</source>
   <translation>Type to find, Enter to choose</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/meaning_finder.py" />
   <source>这一格是什么</source>
   <translation>What this cell is</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/pair_table.py" />
   <source>不取</source>
   <translation>leave out</translation>
  </message>
  <message>
   <location filename="../../desktop/mapping/pair_table.py" />
   <source>“{theirs}”是我们的</source>
   <translation>“{theirs}” is our</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/__init__.py" />
   <source>情况</source>
   <translation>Overview</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>待核查事项</source>
   <translation>Exceptions: what needs a person</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>不作处理…</source>
   <translation>Set aside…</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>例外</source>
   <translation>Exceptions</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>类别</source>
   <translation>Kind</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>显示不作处理的 {n} 处</source>
   <translation>Show {n} set aside</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>没有待核查事项：没有遗留问题、大起大落、单位填错、照抄和重复登记。</source>
   <translation>Nothing needs a person: no problems left, no leaps, no misplaced units, no copied texts, no double entries.</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>{n} 处要看。选一处按 Enter 到“收报”。</source>
   <translation>{n} to look at. Choose one and press Enter to go to “Receive”.</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>　不作处理：{text}（{who}，{at}）</source>
   <translation>  Set aside: {text} ({who}, {at})</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>恢复处理</source>
   <translation>Bring back</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>不作处理</source>
   <translation>Set aside</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>看过了，为什么不用处理？数变了还会再列出来。
{said}</source>
   <translation>Looked at: why is nothing to be done? It is listed again when the figures change.
{said}</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>遗留问题</source>
   <translation>Problems left</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>变动很大</source>
   <translation>Large change</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>疑似单位错</source>
   <translation>Unit misplaced?</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>三期不变</source>
   <translation>Standing still</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>照抄上期</source>
   <translation>Copied text</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/exceptions.py" />
   <source>重复登记</source>
   <translation>In two units</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>应报</source>
   <translation>Due</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>已报</source>
   <translation>In</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>按时</source>
   <translation>On time</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>按时率</source>
   <translation>On-time rate</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>合计</source>
   <translation>Total</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>{place}：{state}</source>
   <translation>{place}: {state}</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>，第 {version} 版，{at}收到</source>
   <translation>, version {version}, received {at}</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>{mark} 零报</source>
   <translation>{mark} Nil return</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>零</source>
   <translation>nil</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>{marks}。Enter 到“收报”，Ctrl+PgDn 换排法</source>
   <translation>{marks}. Enter: “Receive”, Ctrl+PgDn: other order</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>第{number}季度</source>
   <translation>Q{number}</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>上半年</source>
   <translation>H1</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/matrix.py" />
   <source>下半年</source>
   <translation>H2</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/page.py" />
   <source>写出通报…</source>
   <translation>Write the list…</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/page.py" />
   <source>怎样排列</source>
   <translation>How it is laid out</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/page.py" />
   <source>本方案全年各期</source>
   <translation>This programme, the year</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/page.py" />
   <source>本期各方案</source>
   <translation>This period, all programmes</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/page.py" />
   <source>本期各方案到期应报 {due} 份，已报 {done} 份，按时 {on_time} 份，按时率 {share}</source>
   <translation>All programmes this period: {due} due, {done} in, {on_time} on time, rate {share}</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/page.py" />
   <source>本年应报 {due} 份，已报 {done} 份，按时 {on_time} 份，按时率 {share}</source>
   <translation>This year {due} due, {done} in, {on_time} on time, rate {share}</translation>
  </message>
  <message>
   <location filename="../../desktop/overview/page.py" />
   <source>通报放在哪里</source>
   <translation>Where to put the list</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/__init__.py" />
   <source>任务包</source>
   <translation>Packs</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/first_period_box.py" />
   <source>“{title}”从这一期起报。以前各期不用报：情况、通报、催报和本期任务里都不算未报。</source>
   <translation>“{title}” is reported from this period on. Nothing is owed before: overview, notice board, reminders and duties count none of it as missing.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/first_period_box.py" />
   <source>改起报期</source>
   <translation>Change the first period</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/first_period_box.py" />
   <source>起报期(&amp;F)</source>
   <translation>&amp;First period</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>原文公布的个数</source>
   <translation>Counts the text prints</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>{title}：审核关系</source>
   <translation>{title}: rules</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>表间审核关系</source>
   <translation>Rules between forms</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>填表说明</source>
   <translation>How to fill in</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>发文单位</source>
   <translation>Issued by</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>原文未写明</source>
   <translation>Not said in the text</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>每{type}，{due}</source>
   <translation>Every {type}, {due}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>来源</source>
   <translation>Source</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>任务包版本</source>
   <translation>Version of the pack</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>{file}，对照了 {count} 格</source>
   <translation>{file}, {count} cells mapped</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>（{where}）</source>
   <translation> ({where})</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>起报期</source>
   <translation>First period</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>改起报期…</source>
   <translation>Change the first period…</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>止报期</source>
   <translation>Last period</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>第 {number} 期{due}</source>
   <translation>period {number}: {due}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>期末后 {days} 个工作日内，{hour} 前</source>
   <translation>within {days} working days after the period, before {hour}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>数据截止后 {days} 个工作日内，{hour} 前</source>
   <translation>within {days} working days after the data ends, before {hour}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>期末后 {days} 天内，{hour} 前</source>
   <translation>within {days} days after the period, before {hour}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>数据截止后 {days} 天内，{hour} 前</source>
   <translation>within {days} days after the data ends, before {hour}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>遇双休日提前</source>
   <translation>earlier at a week-end</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>遇双休日顺延</source>
   <translation>later at a week-end</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>遇节假日提前</source>
   <translation>earlier on a public holiday</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>遇节假日顺延</source>
   <translation>later on a public holiday</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>（按惯例，原文未规定）</source>
   <translation> (common practice, not in the text)</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>{title}：{n} 项</source>
   <translation>{title}: {n} items</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>{title}：{n} 栏</source>
   <translation>{title}: {n} columns</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>公布 {count} {unit}，列出题目 {titled} {unit}</source>
   <translation>{count} {unit} announced, {titled} {unit} titled</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>计 {count} {unit}（原文未印总数），列出题目 {titled} {unit}</source>
   <translation>{count} {unit} counted (the text prints no total), {titled} {unit} titled</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>补录题目…</source>
   <translation>Type titles…</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>原文说的</source>
   <translation>The text says</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>个数</source>
   <translation>Count</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>列出的题目</source>
   <translation>Titled</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>编号</source>
   <translation>No.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>记录什么</source>
   <translation>What to record</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>（原文如此：{why}）</source>
   <translation> (as printed: {why})</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>惯例</source>
   <translation>practice</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>解释和参考数</source>
   <translation>Meaning and reference figures</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>（{whose}）</source>
   <translation> ({whose})</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>基数</source>
   <translation>Baseline</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>对照</source>
   <translation>Comparison</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>未给出数值</source>
   <translation>no figure given</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>到 {by}</source>
   <translation>by {by}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>总量</source>
   <translation>stock</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>自动计算</source>
   <translation>Calculated</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>栏目</source>
   <translation>Column</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>填什么</source>
   <translation>Kind</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>必须改</source>
   <translation>Must fix</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>需说明</source>
   <translation>Needs a note</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>提示</source>
   <translation>Hint</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_description.py" />
   <source>级别</source>
   <translation>Level</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_list.py" />
   <source>筛选任务包</source>
   <translation>Filter packs</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_list.py" />
   <source>筛选：名称、发文单位、编号</source>
   <translation>Filter: title, issuer, id</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/pack_list.py" />
   <source>　新版 {version}</source>
   <translation>  new version {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>导入…</source>
   <translation>Import…</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>编写说明</source>
   <translation>How to write packs</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>导出工作簿…</source>
   <translation>Export workbook…</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>看变化</source>
   <translation>See changes</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>改用新版</source>
   <translation>Take new version</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>返回</source>
   <translation>Back</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>本单位报 {enabled} 个，共 {known} 个。勾选要报的；取消勾选不会删除已填的内容。</source>
   <translation>This office reports on {enabled} of {known}. Tick what to report on; taking a tick away deletes nothing.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>目录里有另一版：{new}，在用的是 {old}。</source>
   <translation>The catalogue has another version: {new}; in use is {old}.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>“{new}”接续“{old}”。把相同的栏的数据接过来，停报上一年度的吗？已填的内容不会丢。</source>
   <translation>“{new}” follows “{old}”. Take over the data of the columns they share and stop reporting on the old one? Nothing typed is lost.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>接续</source>
   <translation>Follow</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>只启用</source>
   <translation>Only enable</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>已接续“{old}”，下面是不一样的地方。</source>
   <translation>“{old}” is carried on; below is what differs.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>改用以后已填的内容不会丢，定稿的报送件仍是原来的版本；改用前自动备份。</source>
   <translation>Nothing typed is lost and finalised returns keep their version; a copy is made first.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>导入任务包</source>
   <translation>Import a pack</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>正在读 {file}…</source>
   <translation>Reading {file}…</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>{file}：内容改了，版本号没有改，仍是 {version}；请改“版本”再导入</source>
   <translation>{file}: the content changed and the version number did not, it is still {version}; change “版本” and import again</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>导入并改用</source>
   <translation>Import and take</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>导入</source>
   <translation>Import</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>读入了“{title}”，没有错误。导入后在左边勾选就能填报。</source>
   <translation>“{title}” was read without mistakes. Import it, then tick it at the left to report on it.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>导出工作簿</source>
   <translation>Export workbook</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>✓ 已写成 {file}</source>
   <translation>✓ Written: {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>先勾选这个任务包，再补录题目。</source>
   <translation>Tick this pack first, then type its titles.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/page.py" />
   <source>这个任务包要什么</source>
   <translation>What this pack asks</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/titles_box.py" />
   <source>原文公布 {count} {unit}，列出题目 {titled} {unit}。手里有文件的，可照文件补录其余的题目，最多 {room} {unit}，一行一个。</source>
   <translation>The text announces {count} {unit} and titles {titled} {unit}. If you hold the document, type the other titles from it, at most {room} {unit}, one a line.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/titles_box.py" />
   <source>补录题目：{title}</source>
   <translation>Type titles: {title}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/titles_box.py" />
   <source>题目(&amp;T)</source>
   <translation>&amp;Titles</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/titles_box.py" />
   <source>出自哪份文件(&amp;D)</source>
   <translation>From which &amp;document</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>{title}：{old} → {new}</source>
   <translation>{title}: {old} → {new}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>{title}：{new}</source>
   <translation>{title}: {new}</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>有什么变化</source>
   <translation>What changes</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>新的审核关系在现有报表上的结果</source>
   <translation>What the new rules find in the returns at hand</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>正在试算…</source>
   <translation>Being tried…</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>{file} 有 {n} 处错误，没有导入。改好后再导入一次。</source>
   <translation>{file} has {n} mistakes and was not imported. Mend them and import it again.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>任务、指标、栏目和审核关系都没有变化。</source>
   <translation>Tasks, indicators, columns and rules stay the same.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>还没有填过或收到的报告期，不用试算。</source>
   <translation>No period has been filled in or received yet; there is nothing to try.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>试算了 {n} 份报表，{other} 份的结果不同。</source>
   <translation>{n} returns were tried; {other} of them come out differently.</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>（只列前 {n} 份新出现的问题）</source>
   <translation>(new problems of the first {n} returns only)</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>（只列前 {n} 个）</source>
   <translation> (the first {n})</translation>
  </message>
  <message>
   <location filename="../../desktop/packs/version_changes.py" />
   <source>新出现的问题</source>
   <translation>new problems</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/__init__.py" />
   <source>设置</source>
   <translation>Settings</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>备份</source>
   <translation>Copies</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>恢复这份备份…</source>
   <translation>Restore this copy…</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>立即备份</source>
   <translation>Copy the file now</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>打开文件夹</source>
   <translation>Open the folder</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>共 {n} 份，最多保留 {most} 份</source>
   <translation>{n} copies, at most {most} are kept</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>还没有备份。升级程序前会自动备份一份。</source>
   <translation>No copies yet. One is made automatically before an upgrade.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>用备份“{copy}”替换现在的工作库？现在的工作库会先留作一份备份，不会丢失。</source>
   <translation>Replace the present office file with the copy “{copy}”? The present file is kept as a copy first; nothing is lost.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>恢复</source>
   <translation>Restore</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/backup_card.py" />
   <source>✕ 备份没有做成：{why}</source>
   <translation>✕ The copy was not made: {why}</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>年份</source>
   <translation>Year</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>节假日</source>
   <translation>Public holidays</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>日期</source>
   <translation>Day</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>放假还是上班</source>
   <translation>Off or worked</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>名称</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>名称，例如：春节</source>
   <translation>Name, for example: Spring Festival</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>添加</source>
   <translation>Add</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>删除所选</source>
   <translation>Remove chosen</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>读入…</source>
   <translation>Read in…</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>读入一年的放假通知（YAML，写法同 resources/calendar/china.yaml）</source>
   <translation>Read in a year's notice (YAML, written like resources/calendar/china.yaml)</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>{year}年</source>
   <translation>{year}</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>  本库录入</source>
   <translation>  typed here</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>本库录入</source>
   <translation>Typed here</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>{year}年放假安排未录入，只按双休日推算。</source>
   <translation>Public holidays of {year} not entered; only week-ends count.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>读入放假通知</source>
   <translation>Read in a notice of holidays</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>放假通知 (*.yaml *.yml)</source>
   <translation>Notice of holidays (*.yaml *.yml)</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>“{file}”里没有一天。</source>
   <translation>“{file}” holds no day.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>放假</source>
   <translation>Off</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>调休上班</source>
   <translation>Worked</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>周一</source>
   <translation>Mon</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>周二</source>
   <translation>Tue</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>周三</source>
   <translation>Wed</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>周四</source>
   <translation>Thu</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>周五</source>
   <translation>Fri</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>周六</source>
   <translation>Sat</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/days_card.py" />
   <source>周日</source>
   <translation>Sun</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/page.py" />
   <source>改了就保存。单位、人员、单位表和节假日存在工作库里，大小和语言存在这台电脑上。</source>
   <translation>Kept as soon as it is changed. Office, people, units and holidays live in the office file, size and language on this computer.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/page.py" />
   <source>单位名称（印在表上）(&amp;O)</source>
   <translation>Name of the office as printed (&amp;O)</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/page.py" />
   <source>单位和人员</source>
   <translation>Office and names</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/page.py" />
   <source>大小和语言</source>
   <translation>Size and language</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>填报单位</source>
   <translation>Reporting units</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>沿革</source>
   <translation>History</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>显示起止日期、去向和已经撤并的单位</source>
   <translation>Show from when to when, what became of units, and those that ended</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>变动</source>
   <translation>Change</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>从某一天起改名、合并、拆分</source>
   <translation>Rename, merge, split from a day on</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>改名…</source>
   <translation>Rename…</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>合并…</source>
   <translation>Merge…</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>拆分…</source>
   <translation>Split…</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>导出单位表…</source>
   <translation>Export the unit table…</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>导入单位表…</source>
   <translation>Import a unit table…</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>先在表里选一个单位。</source>
   <translation>First choose a unit in the table.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>删除填报单位“{name}”？</source>
   <translation>Delete the reporting unit “{name}”?</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>✕ “{name}”是本单位，不能在这里拆分；请为拆分后的单位各建一个工作库。</source>
   <translation>✕ “{name}” is this office's own unit and cannot be split here; make an office file for each of the new units.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>填报单位表</source>
   <translation>Table of reporting units</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>导出单位表</source>
   <translation>Export the unit table</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>工作簿 (*.xlsx)</source>
   <translation>Workbook (*.xlsx)</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>✓ 已导出 {file}</source>
   <translation>✓ Exported {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>导入单位表</source>
   <translation>Import units</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>工作簿 ({kinds})</source>
   <translation>Workbook ({kinds})</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>用“{file}”的 {n} 行替换现在的单位表？</source>
   <translation>Replace the unit table by the {n} lines of “{file}”?</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>其中没有的 {n} 个单位会删除。</source>
   <translation> {n} units that are not in it will be removed.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>替换</source>
   <translation>Replace</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_card.py" />
   <source>✓ 单位表已换成 {file} 的 {n} 行</source>
   <translation>✓ The unit table is now the {n} lines of {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>从这一天起用新名称，以前的报告期仍印旧名称。代码不变。</source>
   <translation>From this day on the new name; earlier periods still print the old one. The code stays.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>改名：{name}</source>
   <translation>Rename: {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>改名</source>
   <translation>Rename</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>新名称(&amp;N)</source>
   <translation>&amp;New name</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>简称(&amp;S)</source>
   <translation>&amp;Short name</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>从哪天起(&amp;D)</source>
   <translation>From which &amp;day</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>新名称和原来的一样。</source>
   <translation>The new name is the old one.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>从这一天起几个单位并成一个，下级一并转过去；以前的报告期不变。</source>
   <translation>From this day on several units are one, and the units below go with them; earlier periods stay as they are.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>合并单位</source>
   <translation>Merge units</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>合并</source>
   <translation>Merge</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>合并哪些(&amp;U)</source>
   <translation>Which &amp;units</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>并成(&amp;I)</source>
   <translation>&amp;Into</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>代码(&amp;C)</source>
   <translation>&amp;Code</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>名称(&amp;N)</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>合并至少要选两个单位。</source>
   <translation>Choose at least two units to merge.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>新单位</source>
   <translation>A new unit</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>从这一天起一个单位分成几个；以前的报告期不变。沿用原代码的单位可以保留原代码。</source>
   <translation>From this day on one unit is several; earlier periods stay as they are. One of them may keep the old code.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>拆分：{name}</source>
   <translation>Split: {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>拆分</source>
   <translation>Split</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>分成</source>
   <translation>Into</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>再加一个</source>
   <translation>One more</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>下级归谁</source>
   <translation>Units below go to</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_dialogs.py" />
   <source>代码</source>
   <translation>Code</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>简称</source>
   <translation>Short name</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>别名</source>
   <translation>Other names</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>上级</source>
   <translation>Above</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>顺序</source>
   <translation>Order</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>计入汇总</source>
   <translation>In totals</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>起始</source>
   <translation>From</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>终止</source>
   <translation>Until</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>去向</source>
   <translation>Became</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>这是本单位</source>
   <translation>This is your own unit</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>新单位 {n}</source>
   <translation>New unit {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>顺序要填整数，填的是“{text}”。</source>
   <translation>The order must be a whole number; typed was “{text}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/preferences/unit_table.py" />
   <source>代码“{code}”已经是“{name}”的。</source>
   <translation>The code “{code}” already belongs to “{name}”.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/cell_tables.py" />
   <source>第 {version} 版</source>
   <translation>Version {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/cell_tables.py" />
   <source>上一版</source>
   <translation>Version before</translation>
  </message>
  <message>
   <location filename="../../desktop/received/cell_tables.py" />
   <source>上期（{period}）</source>
   <translation>Before ({period})</translation>
  </message>
  <message>
   <location filename="../../desktop/received/cell_tables.py" />
   <source>行</source>
   <translation>Row</translation>
  </message>
  <message>
   <location filename="../../desktop/received/cell_tables.py" />
   <source>栏</source>
   <translation>Column</translation>
  </message>
  <message>
   <location filename="../../desktop/received/cell_tables.py" />
   <source>相差</source>
   <translation>Difference</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>所报的数</source>
   <translation>As reported</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>对比</source>
   <translation>Compare</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>只看变化</source>
   <translation>Changes only</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>质询此格…</source>
   <translation>Ask about this cell…</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>退回此格…</source>
   <translation>Send back for this cell…</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>没有和第 {old} 版对比出来。</source>
   <translation>Could not be compared with version {old}.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>这是第一版，没有更早的可以对比。</source>
   <translation>This is the first version; there is none to compare with.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>正在与第 {old} 版对比…</source>
   <translation>Comparing with version {old}…</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>与第 {old} 版完全相同，一格也没有变。</source>
   <translation>Identical with version {old}: not one cell changed.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>与第 {old} 版相比变了 {n} 格以上，只列前 {n} 格。</source>
   <translation>More than {n} cells changed since version {old}; the first {n} are listed.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/form_view.py" />
   <source>与第 {old} 版相比变了 {n} 格，本表 {own} 格。</source>
   <translation>{n} cells changed since version {old}, {own} in this form.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>撤回退回，接受…</source>
   <translation>Accept after all…</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>△ {whose}还有 {n} 处退回原因没有发出，“查看”里还在。</source>
   <translation>△ {whose}: {n} reasons for returning are not sent yet; they wait under “View”.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>还有 {n} 处退回原因没有发出，离开就没有了。</source>
   <translation>{n} reasons for sending back are not sent yet and are lost when you leave.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>不发出，离开</source>
   <translation>Leave without sending</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>○ 旧版，现用第 {n} 版</source>
   <translation>○ old, version {n} counts now</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>✓ 已质询，答复随对方下一次报送件带回来。</source>
   <translation>✓ Asked; the answer comes with their next return.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>✓ 已退回，{n} 处原因随件带回去；这一版的数不再汇总。</source>
   <translation>✓ Sent back with {n} reasons; this version counts no more.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>撤回这一版的全部退回，数重新计入汇总。为什么？原因记在“经过”里。</source>
   <translation>Every sending back of this version is withdrawn and its figures count again. Why? The reason is kept in the log.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>接受</source>
   <translation>Accept</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>✓ 已接受，数重新计入汇总。</source>
   <translation>✓ Accepted; the figures count again.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>撤回</source>
   <translation>Withdraw</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>撤回这一条，原因记在“经过”里。</source>
   <translation>Withdraw this entry; the reason is kept in the log.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>✓ 已撤回。</source>
   <translation>✓ Withdrawn.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>选对方报来的工作簿</source>
   <translation>Choose the workbook they sent</translation>
  </message>
  <message>
   <location filename="../../desktop/received/page.py" />
   <source>✓ 已写出 {name}，发回填报单位。</source>
   <translation>✓ Wrote {name}; send it back to the unit.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/return_reasons.py" />
   <source>还没有发出的退回原因</source>
   <translation>Reasons for returning, not sent yet</translation>
  </message>
  <message>
   <location filename="../../desktop/received/return_reasons.py" />
   <source>哪一格</source>
   <translation>Cell</translation>
  </message>
  <message>
   <location filename="../../desktop/received/return_reasons.py" />
   <source>去掉这一处</source>
   <translation>Remove this one</translation>
  </message>
  <message>
   <location filename="../../desktop/received/return_reasons.py" />
   <source>发出退回（{n} 处）</source>
   <translation>Send back ({n})</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>问题、质询、经过</source>
   <translation>Problems, questions, log</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>质询和答复</source>
   <translation>Questions and answers</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>经过</source>
   <translation>Log</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>撤回这一条…</source>
   <translation>Withdraw this…</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>没有质询，也没有退回。在左边选一格，按 Enter 质询。</source>
   <translation>Nothing was asked or sent back. Choose a cell at the left and press Enter to ask.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>质询 {n}</source>
   <translation>Questions {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>（{n} 待答）</source>
   <translation> ({n} open)</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>问题 …</source>
   <translation>Problems …</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>正在审核…</source>
   <translation>Checking…</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>没有审核出来，原因见上面。</source>
   <translation>The checks did not finish; see above for why.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>（另有 {n} 处相同）</source>
   <translation> (and {n} more alike)</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>✓ 没有审核问题。</source>
   <translation>✓ No problems.</translation>
  </message>
  <message>
   <location filename="../../desktop/received/side_panel.py" />
   <source>问题 {n}</source>
   <translation>Problems {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>更正</source>
   <translation>corrected</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>再次更正</source>
   <translation>corrected again</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>改回</source>
   <translation>changed back</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>新增行</source>
   <translation>new row</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>未报</source>
   <translation>not in</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>✓ 已收</source>
   <translation>✓ Accepted</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>？ 质询</source>
   <translation>? asked</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>✕ 退回</source>
   <translation>✕ Sent back</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>{title}　第 {version} 版　{where}</source>
   <translation>{title}　version {version}　{where}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>↳ 答复：{text}（{who} {at}）</source>
   <translation>↳ Answer: {text} ({who} {at})</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>↳ 还没有答复</source>
   <translation>↳ not answered yet</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>说明：{text}</source>
   <translation>Note: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>收下第 {version} 版　校验码 {code}</source>
   <translation>Version {version} received　check code {code}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>退回第 {version} 版　{where}：{text}</source>
   <translation>Version {version} sent back　{where}: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>质询第 {version} 版　{where}：{text}</source>
   <translation>Version {version} asked about　{where}: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>调整“{name}”　{where}：{amount}，{text}</source>
   <translation>Adjustment “{name}”　{where}: {amount}, {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>撤回{what}：{text}</source>
   <translation>Withdrawn, {what}: {text}</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>未写原因</source>
   <translation>no reason given</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>收下</source>
   <translation>acceptance</translation>
  </message>
  <message>
   <location filename="../../desktop/received/texts.py" />
   <source>调整</source>
   <translation>Adjustment</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/__init__.py" />
   <source>汇总</source>
   <translation>Roll-up</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>{name}（{unit}，已计入合计）</source>
   <translation>{name} ({unit}, in the total)</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>调整 {name}</source>
   <translation>Adjustment {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>合计里要加减的数单独列出，写明名称和原因；各单位所报的数不改。撤回的留在这里备查。</source>
   <translation>What is added to or taken from a total stands on lines of its own with name and reason; what units reported is never changed. Withdrawn lines stay here.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>调整数</source>
   <translation>Amount</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>登记人、时间</source>
   <translation>By, at</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>状态</source>
   <translation>State</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>还没有调整。</source>
   <translation>No adjustment yet.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>撤回…</source>
   <translation>Withdraw…</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>添加…</source>
   <translation>Add…</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>为什么撤回这一条调整？原因留在清单里。</source>
   <translation>Why is this adjustment withdrawn? The reason stays in the list.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>添加调整</source>
   <translation>Add an adjustment</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>{unit}（本级）</source>
   <translation>{unit} (this level)</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>带正负号，如 -12.5</source>
   <translation>with its sign, e.g. -12.5</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>如：交界小区重报</source>
   <translation>e.g. border estate reported twice</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>这张表没有相加的数，不能调整。</source>
   <translation>Nothing on this form adds up, so nothing can be adjusted.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>已撤回</source>
   <translation>withdrawn</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/adjustments.py" />
   <source>（撤回：{why}，{who} {at}）</source>
   <translation> (withdrawn: {why}, {who} {at})</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>打开文件位置</source>
   <translation>Open file location</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>✓ 已复制</source>
   <translation>✓ Copied</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>收这份文件时没有记下它放在哪里。</source>
   <translation>Where this file lay was not kept when it was received.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>收报时文件在“{folder}”，现在不在那里了。</source>
   <translation>The file was in “{folder}” when it was received and is not there now.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>{printed}（舍位平衡，末位差一个单位）</source>
   <translation>{printed} (moved by one unit of the last place so that the parts add up)</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>数</source>
   <translation>Number</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>汇总表印作</source>
   <translation>Printed as</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>工作表</source>
   <translation>Sheet</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>单元格</source>
   <translation>Cell</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>填表人、时间</source>
   <translation>Filled in by, at</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>收报人、时间</source>
   <translation>Received by, at</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/cell_card.py" />
   <source>由这些格算出</source>
   <translation>Computed from these cells</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>按什么汇总</source>
   <translation>By what to add up</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>在“收报”页把各单位的报送件收进来，这里就有合计。</source>
   <translation>Receive the units’ returns, and the totals stand here.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>还没有收到下级的报送件</source>
   <translation>No returns have come in yet</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>去收报</source>
   <translation>Go to Receive</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>写出汇总件…</source>
   <translation>Write the roll-up…</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>调整…</source>
   <translation>Adjust…</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>选定的 {n} 个单位…</source>
   <translation>{n} chosen units…</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>（计入汇总的 {n} 个，另有 {more} 个不计入）</source>
   <translation> ({n} units count in the roll-up, {more} more do not)</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>不计入合计 {n} 个：{names}</source>
   <translation>Not in the total, {n}: {names}</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>选一个数，按 Enter，看它由哪些单位的哪个单元格合成。</source>
   <translation>Choose a number and press Enter to see the units and cells it comes from.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>汇总件放在哪里</source>
   <translation>Where to put the roll-up</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/page.py" />
   <source>△ 汇总件写成草稿：{why}。已写出 {names}</source>
   <translation>△ The roll-up was written as a draft: {why}. Written: {names}</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/texts.py" />
   <source>按下级单位</source>
   <translation>By the units below</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/texts.py" />
   <source>按区市</source>
   <translation>By districts</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/texts.py" />
   <source>按镇街</source>
   <translation>By towns</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/texts.py" />
   <source>选定单位…</source>
   <translation>Chosen units…</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/trail.py" />
   <source>来自哪里</source>
   <translation>Where it comes from</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/trail.py" />
   <source>按 Enter 往下看，按 Esc 回来。</source>
   <translation>Enter goes down, Esc comes back.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/trail.py" />
   <source>单位、行</source>
   <translation>Unit, row</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/trail.py" />
   <source>按 Esc 回到各单位的数</source>
   <translation>Esc goes back to the units</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/trail.py" />
   <source>原报数 {value}；汇总表经舍位平衡印作 {printed}</source>
   <translation>Reported {value}; the roll-up table prints {printed} so that its parts add up</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/trail.py" />
   <source>由 {n} 格算出</source>
   <translation>computed from {n} cells</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/unit_choice.py" />
   <source>选定单位</source>
   <translation>Units to add up</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/unit_choice.py" />
   <source>只汇总打勾的单位。上级和它的下级都打勾时，只算上级。</source>
   <translation>Only the ticked units are added up. Where a unit and one above it are both ticked, the one above counts.</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/unit_choice.py" />
   <source>汇总这些单位</source>
   <translation>Add these up</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/unit_choice.py" />
   <source>全选</source>
   <translation>Tick all</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/unit_choice.py" />
   <source>全不选</source>
   <translation>Tick none</translation>
  </message>
  <message>
   <location filename="../../desktop/rollup/unit_choice.py" />
   <source>一个单位也没有选，请至少选一个。</source>
   <translation>No unit is ticked; tick at least one.</translation>
  </message>
  <message>
   <location filename="../../desktop/search/hit_list.py" />
   <source>台账表</source>
   <translation>Ledger</translation>
  </message>
  <message>
   <location filename="../../desktop/search/hit_list.py" />
   <source>台账行</source>
   <translation>Ledger row</translation>
  </message>
  <message>
   <location filename="../../desktop/search/hit_list.py" />
   <source>查找结果</source>
   <translation>What was found</translation>
  </message>
  <message>
   <location filename="../../desktop/search/hit_list.py" />
   <source>未启用</source>
   <translation>not enabled</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_box.py" />
   <source>↑ ↓ 选择　Enter 前往　Esc 关闭</source>
   <translation>↑ ↓ choose   Enter go there   Esc close</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_box.py" />
   <source>按名称的任何一段，或拼音，如 laojiuxq、ljxq 找“老旧小区”；几个词用空格隔开。台账里的行按名称找，个人信息不参加查找。</source>
   <translation>Any part of a name, or its pinyin: laojiuxq or ljxq finds 老旧小区. Several words are separated by blanks. Rows of ledgers are found by their names; personal data are not searched.</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_box.py" />
   <source>正在输入…</source>
   <translation>Being typed…</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_box.py" />
   <source>正在查找…</source>
   <translation>Searching…</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_box.py" />
   <source>没有找到“{text}”。换一个词，或只写其中几个字。</source>
   <translation>Nothing found for “{text}”. Try another word, or only a few of its characters.</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_box.py" />
   <source>正在查找台账…</source>
   <translation>Searching the ledgers…</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_box.py" />
   <source>只列出前 {n} 条，多写几个字可缩小范围</source>
   <translation>Only the first {n} are listed; type more to narrow it down</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_box.py" />
   <source>{n} 条</source>
   <translation>{n} found</translation>
  </message>
  <message>
   <location filename="../../desktop/search/search_line.py" />
   <source>查找方案、任务、指标、台账，或台账里的一行</source>
   <translation>Find a programme, task, indicator, ledger or a row of one</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/crash_page.py" />
   <source>台账</source>
   <translation>Taizhang</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/crash_page.py" />
   <source>出错内容</source>
   <translation>What happened</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/crash_page.py" />
   <source>关闭本页</source>
   <translation>Close this page</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/crash_page.py" />
   <source>已保存的数据不受影响。请复制下面的内容交给技术人员，然后关闭程序重新打开。</source>
   <translation>What was saved is safe. Please copy the text below for the person who maintains the program, then close the program and open it again.</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/crash_page.py" />
   <source>程序出错了</source>
   <translation>The program made an error</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/crash_page.py" />
   <source>已保存的内容都在工作库里。要查原因的，请复制下面的内容交给技术人员；日志文件夹里也留有一份。</source>
   <translation>What was saved is in the office file. To have the cause looked into, copy what stands below for a technician; a copy of it stays in the log folder.</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/crash_page.py" />
   <source>程序上次意外关闭</source>
   <translation>The program ended unexpectedly last time</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>✓ 全部已保存</source>
   <translation>✓ Everything is saved</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>✕ {n} 个必须改</source>
   <translation>✕ {n} must fix</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>△ {n} 个需说明</source>
   <translation>△ {n} need a note</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>✓ 没有审核问题</source>
   <translation>✓ No problems</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>✓ 已保存 {time}</source>
   <translation>✓ Saved {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>△ {months}也随之改变</source>
   <translation>△ {months} changed with it</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>{period}第 {version} 版</source>
   <translation>{period} version {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>等 {n} 件</source>
   <translation> and others, {n} in all</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>△ 已定稿的{names}要重新定稿</source>
   <translation>△ to be finalised again: {names}</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/status_line.py" />
   <source>审核没有完成：{why}</source>
   <translation>The check did not finish: {why}</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/top_bar.py" />
   <source>报告期 {period}</source>
   <translation>Period {period}</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/top_bar.py" />
   <source>没有启用的任务包</source>
   <translation>No pack is enabled</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/top_bar.py" />
   <source>方案 {title}</source>
   <translation>Programme {title}</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/top_bar.py" />
   <source>填表人 {name}</source>
   <translation>Filled in by {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/top_bar.py" />
   <source>填表人未登记</source>
   <translation>Nobody named yet</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/window.py" />
   <source>查找方案、任务、指标、台账</source>
   <translation>Find programmes, tasks, indicators, ledgers</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/window.py" />
   <source>上一报告期</source>
   <translation>Period before</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/window.py" />
   <source>下一报告期</source>
   <translation>Period after</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/window.py" />
   <source>填表人和联系电话…</source>
   <translation>Names and telephone…</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/window.py" />
   <source>打开其他工作库…</source>
   <translation>Open another office file…</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/window.py" />
   <source>退出</source>
   <translation>Quit</translation>
  </message>
  <message>
   <location filename="../../desktop/shell/window.py" />
   <source>✓ 已备份 {file}</source>
   <translation>✓ Copied to {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>例如：市南区发展和改革局</source>
   <translation>For example: 市南区发展和改革局</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>新建工作库</source>
   <translation>New office file</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>一个单位一个工作库文件。除填报单位外，以后都能在“设置”里改。</source>
   <translation>One office, one file. Everything but the reporting unit can be changed later under “Settings”.</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>选择位置并新建…</source>
   <translation>Choose a place and create…</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>别的城市：导入单位表…</source>
   <translation>Another city: import units…</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>要报的方案</source>
   <translation>Programmes to report on</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>请先在左边选择填报单位。</source>
   <translation>First choose the reporting unit at the left.</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>台账工作库 (*{suffix})</source>
   <translation>Taizhang office file (*{suffix})</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>查找填报单位</source>
   <translation>Find a reporting unit</translation>
  </message>
  <message>
   <location filename="../../desktop/start/new_office.py" />
   <source>输入名称、简称、别名或代码</source>
   <translation>Name, short name, other name or code</translation>
  </message>
  <message>
   <location filename="../../desktop/start/start_window.py" />
   <source>最近打开</source>
   <translation>Opened lately</translation>
  </message>
  <message>
   <location filename="../../desktop/start/start_window.py" />
   <source>打开工作库…</source>
   <translation>Open an office file…</translation>
  </message>
  <message>
   <location filename="../../desktop/start/start_window.py" />
   <source>打开工作库</source>
   <translation>Open an office file</translation>
  </message>
  <message>
   <location filename="../../desktop/start/start_window.py" />
   <source>任务、指标、台账的填报、审核、报送，一个文件，不联网。</source>
   <translation>Fill in, check and hand in tasks, indicators and ledgers: one file, no network.</translation>
  </message>
  <message>
   <location filename="../../desktop/start/start_window.py" />
   <source>△ 本程序只用于非涉密数据。涉密内容不得录入。</source>
   <translation>△ For unclassified data only. Nothing classified may be entered.</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/dialogs.py" />
   <source>取消</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/heading.py" />
   <source>更多</source>
   <translation>More</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/people_fields.py" />
   <source>填表人(&amp;P)</source>
   <translation>Filled in by (&amp;P)</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/people_fields.py" />
   <source>审核人(&amp;R)</source>
   <translation>Reviewed by (&amp;R)</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/people_fields.py" />
   <source>单位负责人(&amp;H)</source>
   <translation>Head of office (&amp;H)</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/people_fields.py" />
   <source>联系电话(&amp;T)</source>
   <translation>Telephone (&amp;T)</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>加入退回清单</source>
   <translation>Add to the list</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>先记在清单里，可以再加别的格；发出退回以后，这一版的数不再汇总。</source>
   <translation>Put on a list first, more cells may be added; once the list is sent, this version counts no more.</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>数照常汇总；答复随对方下一次报送件带回来。</source>
   <translation>The figures count as before; the answer comes with their next return.</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>这一版的数不再汇总；原因随件带回去。</source>
   <translation>The figures of this version are no longer rolled up; the reason goes back in the file.</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>关于</source>
   <translation>About</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>问什么</source>
   <translation>Question</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>如：比上期多一倍，是否把累计填成了本期？</source>
   <translation>e.g. twice the last period: is the cumulative figure in the wrong column?</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>如：单位应为万平方米，请改正后重报。</source>
   <translation>e.g. the unit should be 10,000 m²; correct it and report again.</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/question_box.py" />
   <source>请写明要问什么，或退回的原因。</source>
   <translation>Say what is asked, or why it is sent back.</translation>
  </message>
  <message>
   <location filename="../../desktop/widgets/text_box.py" />
   <source>还没有写。写好后按“{verb}”或 Ctrl+Enter。</source>
   <translation>Nothing is written yet. Write it, then press “{verb}” or Ctrl+Enter.</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>录入</source>
   <translation>Typed</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>粘贴确认</source>
   <translation>Paste accepted</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>读入确认</source>
   <translation>Reading in accepted</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>读入工作簿 {file}</source>
   <translation>Reading in of {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>{title}（已结束）</source>
   <translation>{title} (ended)</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>等 {n} 个月</source>
   <translation> and others, {n} months in all</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>{title} 空白</source>
   <translation>{title}, blank</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>全市</source>
   <translation>the city</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>全省</source>
   <translation>the province</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>全国</source>
   <translation>the nation</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>一地</source>
   <translation>one place</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>园区</source>
   <translation>the park</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>本级</source>
   <translation>this level</translation>
  </message>
  <message>
   <location filename="../../desktop/words/names.py" />
   <source>整份报送件</source>
   <translation>the whole return</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>✓ 零报</source>
   <translation>✓ Nil return</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>✕ 未收</source>
   <translation>✕ Refused</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>○ 已有</source>
   <translation>○ Already here</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>○ 旧版</source>
   <translation>○ Older</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>△ 待定</source>
   <translation>△ Held</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>✓ 按时</source>
   <translation>✓ On time</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>△ 迟报</source>
   <translation>△ Late</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>✕ 未报</source>
   <translation>✕ Missing</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>○ 未到期</source>
   <translation>○ Not due yet</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>— 不用报</source>
   <translation>— not owed</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>△ 迟报零报：{reason}</source>
   <translation>△ Late nil return: {reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/words/verdicts.py" />
   <source>✓ 零报：{reason}</source>
   <translation>✓ Nil return: {reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>这台电脑的输入法 fcitx 4 接不进本程序，在这里打不出中文。</source>
   <translation>The input method of this computer, fcitx 4, cannot be connected to this program: no Chinese can be typed here.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>fcitx5 在运行，但没有启用它的“IBus 前端”，在这里打不出中文。</source>
   <translation>fcitx5 is running without its “IBus Frontend”: no Chinese can be typed here.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>ibus 在运行，但本程序连不上它，在这里打不出中文。</source>
   <translation>ibus is running, but this program cannot reach it: no Chinese can be typed here.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>输入法（{name}）没有运行，在这里打不出中文。启动它以后，请重新打开本程序。</source>
   <translation>The input method ({name}) is not running: no Chinese can be typed here. Start it, then open this program again.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>这台电脑的输入法（{name}）接不进本程序，在这里打不出中文。</source>
   <translation>The input method of this computer ({name}) cannot be connected to this program: no Chinese can be typed here.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>找不到会话总线（D-Bus），连不上输入法，在这里打不出中文。</source>
   <translation>There is no session bus (D-Bus) to reach an input method by: no Chinese can be typed here.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>没有找到输入法，在这里打不出中文。</source>
   <translation>No input method was found: no Chinese can be typed here.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>由系统的输入法直接输入，不用设置。</source>
   <translation>The input method of the system is used; there is nothing to set.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>输入法是 {name}，经 {way} 接入，可以输入中文。</source>
   <translation>The input method is {name}, reached through {way}; Chinese can be typed.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/input_method.py" />
   <source>输入法经 {way} 接入。</source>
   <translation>The input method is reached through {way}.</translation>
  </message>
  <message>
   <location filename="../../desktop/work/session.py" />
   <source>上一步还在写入工作库，请稍候再做一次。</source>
   <translation>The step before is still being written. Please wait a moment and do it again.</translation>
  </message>
  <message>
   <location filename="../../db/atomic_file.py" />
   <source>“{file}”是文件夹，请写出文件名。</source>
   <translation>“{file}” is a folder. Please name a file.</translation>
  </message>
  <message>
   <location filename="../../db/atomic_file.py" />
   <source>“{file}”写不进去：{why}。如果它正在 WPS 或别的程序里打开，请先关闭；也请看看磁盘空间。</source>
   <translation>“{file}” cannot be written: {why}. If it is open in WPS or another program, close it there first; look at the disk space too.</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>{these}；{one}</source>
   <translation>{these}; {one}</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>没有这个文件或文件夹</source>
   <translation>there is no such file or folder</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>已有同名的文件</source>
   <translation>a file of that name is there already</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>不是文件夹</source>
   <translation>it is not a folder</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>是文件夹，不是文件</source>
   <translation>it is a folder, not a file</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>没有权限</source>
   <translation>no permission</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>是只读的，写不进去</source>
   <translation>it is read-only</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>磁盘已满</source>
   <translation>the disk is full</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>名字太长</source>
   <translation>the name is too long</translation>
  </message>
  <message>
   <location filename="../../db/messages.py" />
   <source>“{file}”：{why}。</source>
   <translation>“{file}”: {why}.</translation>
  </message>
  <message>
   <location filename="../../db/office/backup.py" />
   <source>没有第 {number} 份备份，现有 {count} 份。</source>
   <translation>There is no copy number {number}; there are {count}.</translation>
  </message>
  <message>
   <location filename="../../db/office/backup.py" />
   <source>备份“{file}”也不完整，请换一份。</source>
   <translation>The copy “{file}” is damaged too; please choose another.</translation>
  </message>
  <message>
   <location filename="../../db/office/due_dates.py" />
   <source>改时限要写明原因。</source>
   <translation>Say why the due moment is moved.</translation>
  </message>
  <message>
   <location filename="../../db/office/due_dates.py" />
   <source>{period}从 {first} 开始，时限不能改到 {when}。</source>
   <translation>{period} begins on {first}; it cannot be due on {when}.</translation>
  </message>
  <message>
   <location filename="../../db/office/lock.py" />
   <source>“{file}”已在计算机“{computer}”上由 {user} 于 {at} 打开。请先在那里关闭，再在这里打开。</source>
   <translation>“{file}” was opened on the computer “{computer}” by {user} at {at}. Please close it there before opening it here.</translation>
  </message>
  <message>
   <location filename="../../db/office/office.py" />
   <source>“{file}”已经存在，换一个文件名，或直接打开它。</source>
   <translation>“{file}” exists already. Choose another name, or open it.</translation>
  </message>
  <message>
   <location filename="../../db/office/office.py" />
   <source>没有填报单位“{unit}”，现有：{known}。</source>
   <translation>There is no reporting unit “{unit}”. Known: {known}.</translation>
  </message>
  <message>
   <location filename="../../db/office/office.py" />
   <source>文件夹“{folder}”不存在。</source>
   <translation>There is no folder “{folder}”.</translation>
  </message>
  <message>
   <location filename="../../db/office/office.py" />
   <source>“{file}”打不开：{why}。请用“检查与恢复”从备份恢复。</source>
   <translation>“{file}” cannot be opened: {why}. Please restore a copy with “doctor”.</translation>
  </message>
  <message>
   <location filename="../../db/office/office.py" />
   <source>“{file}”由更新版本的台账程序建立（第 {found} 版，本程序到第 {known} 版），请先升级程序。</source>
   <translation>“{file}” was made by a newer version of the program (edition {found}, this program knows {known}); please update the program first.</translation>
  </message>
  <message>
   <location filename="../../db/office/office.py" />
   <source>“{file}”在网络盘上，断网会损坏数据。请先复制到本机磁盘再打开。</source>
   <translation>“{file}” lies on a network drive; a broken connection would damage the data. Please copy it to this computer's disk and open it there.</translation>
  </message>
  <message>
   <location filename="../../db/office/office.py" />
   <source>“{file}”或它所在的文件夹不能写入。请复制到有写入权限的文件夹。</source>
   <translation>“{file}” or its folder cannot be written. Please copy it to a folder where you may write.</translation>
  </message>
  <message>
   <location filename="../../db/office/office.py" />
   <source>“{file}”不是台账工作库。</source>
   <translation>“{file}” is not an office file of Taizhang.</translation>
  </message>
  <message>
   <location filename="../../db/office/packs_in_use.py" />
   <source>工作库里的任务包读不出：
{faults}</source>
   <translation>The packs in the office file cannot be read:
{faults}</translation>
  </message>
  <message>
   <location filename="../../db/office/packs_in_use.py" />
   <source>“{title}”定稿时用的任务包版本不在工作库里。{faults}</source>
   <translation>The pack version “{title}” was finalised with is not in the office file. {faults}</translation>
  </message>
  <message>
   <location filename="../../db/office/programme_span.py" />
   <source>“{title}”从{period}起报，起报期不能更早。</source>
   <translation>“{title}” is reported from {period} on; the first period cannot be earlier.</translation>
  </message>
  <message>
   <location filename="../../db/office/programme_span.py" />
   <source>“{title}”报到{period}为止，起报期不能更晚。</source>
   <translation>“{title}” is reported up to {period}; the first period cannot be later.</translation>
  </message>
  <message>
   <location filename="../../db/office/undo.py" />
   <source>工作库正在写入别的内容，这一步没有写进去，什么也没有改变。请稍候再做一次。</source>
   <translation>The office file is being written to; this step was not written and nothing has changed. Please wait a moment and do it again.</translation>
  </message>
  <message>
   <location filename="../../db/office/undo.py" />
   <source>没有写进工作库，什么也没有改变：{why}。请看看磁盘是否已满，再做一次。</source>
   <translation>Not written to the office file, nothing has changed: {why}. See whether the disk is full, and do it again.</translation>
  </message>
  <message>
   <location filename="../../db/office/unit_table.py" />
   <source>填报单位要有代码和名称。</source>
   <translation>A reporting unit needs a code and a name.</translation>
  </message>
  <message>
   <location filename="../../db/office/unit_table.py" />
   <source>“{name}”是本单位，不能删除。</source>
   <translation>“{name}” is this office's own unit and cannot be deleted.</translation>
  </message>
  <message>
   <location filename="../../db/office/unit_table.py" />
   <source>“{name}”有 {n} 份报送件，不要删行或改代码；不再有的单位请填终止日期和去向。</source>
   <translation>“{name}” has {n} returns; do not remove its line or change its code. For a unit that is no more, enter its last day and what it became.</translation>
  </message>
  <message>
   <location filename="../../db/overview/dismissals.py" />
   <source>不作处理要写一句说明。</source>
   <translation>Setting aside needs a note.</translation>
  </message>
  <message>
   <location filename="../../db/overview/exceptions.py" />
   <source>{unit}第 {version} 版收下时有 {errors} 处必须改，{silent} 处要写说明没有写</source>
   <translation>{unit}: version {version} was taken with {errors} to mend and {silent} without their note</translation>
  </message>
  <message>
   <location filename="../../db/overview/exceptions.py" />
   <source>{unit}连续{periods}期零报，上期原因“{before}”，本期原因“{now}”</source>
   <translation>{unit}: nil returns for {periods} periods; reason last period “{before}”, now “{now}”</translation>
  </message>
  <message>
   <location filename="../../db/overview/exceptions.py" />
   <source>{sheet}第{n}行</source>
   <translation>{sheet} row {n}</translation>
  </message>
  <message>
   <location filename="../../db/overview/unusual.py" />
   <source>{unit}的“{name}”连续{n}期一字不差：{text}</source>
   <translation>{unit}: “{name}” has been the same to the letter for {n} periods: {text}</translation>
  </message>
  <message>
   <location filename="../../db/overview/unusual.py" />
   <source>{unit}的“{name}”本期{now}，以往一般{usual}，相差约一万倍，疑似计量单位填错</source>
   <translation>{unit}: “{name}” is {now}, usually {usual}, some ten thousand times apart; the unit may be wrong</translation>
  </message>
  <message>
   <location filename="../../db/overview/unusual.py" />
   <source>{unit}的“{name}”本期{now}，以往一般{usual}，变动很大，没有写原因</source>
   <translation>{unit}: “{name}” is {now}, usually {usual}, a large change without a reason</translation>
  </message>
  <message>
   <location filename="../../db/overview/unusual.py" />
   <source>{unit}的{n}个数连续{periods}期都没有变化，如“{name}”上期{before}，本期{now}</source>
   <translation>{unit}: {n} figures have not changed for {periods} periods, such as “{name}”: {before} last period, {now} now</translation>
  </message>
  <message>
   <location filename="../../db/overview/unusual.py" />
   <source>“{shown}”在{n}个单位里都有：{where}</source>
   <translation>“{shown}” stands in {n} units: {where}</translation>
  </message>
  <message>
   <location filename="../../db/packs/additivity.py" />
   <source>计量单位不合：“{above}”÷“{below}”算不出“{unit}”；请改计量单位，如“{above}/{below}”</source>
   <translation>The units of measure do not go together: “{above}” ÷ “{below}” gives no “{unit}”. Change the unit, for example to “{above}/{below}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/catalogue.py" />
   <source>没有任务包“{id}”，现有：{known}。</source>
   <translation>There is no pack “{id}”. Known: {known}.</translation>
  </message>
  <message>
   <location filename="../../db/packs/catalogue.py" />
   <source>任务包“{id}”存下以后会读不出来，没有保存：{why}</source>
   <translation>The pack “{id}” could not be read back and was not kept: {why}</translation>
  </message>
  <message>
   <location filename="../../db/packs/catalogue.py" />
   <source>“{name}”是工作库自己用的名字，请换一个编号，例如“lg-{name}”</source>
   <translation>“{name}” is a name the office file uses itself; take another id, such as “lg-{name}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/catalogue.py" />
   <source>“{name}”和“{other}”在工作库里会是同一张表，请换一个编号</source>
   <translation>“{name}” and “{other}” would be one table in the office file; take another id</translation>
  </message>
  <message>
   <location filename="../../db/packs/catalogue.py" />
   <source>{file}：id 是“{name}”，与文件名不同</source>
   <translation>{file}: the id is “{name}”, other than the file name</translation>
  </message>
  <message>
   <location filename="../../db/packs/catalogue.py" />
   <source>{file}：“{name}”已经有了</source>
   <translation>{file}: there is “{name}” already</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>算式有 {length} 个字符，超过 {longest} 个：{text}…</source>
   <translation>The expression has {length} characters, more than {longest}: {text}…</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>算式写错了：{text}</source>
   <translation>The expression is wrong: {text}</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>算式“{text}”：{why}</source>
   <translation>Expression “{text}”: {why}</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>嵌套太深</source>
   <translation>nested too deep</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>这里不能用 {what}</source>
   <translation>{what} cannot be used here</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>名字太长：{what}</source>
   <translation>the name is too long: {what}</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>“{what}”不是数</source>
   <translation>“{what}” is not a number</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>请写成 case when 条件 then 值</source>
   <translation>please write case when condition then value</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>in 后面要写出各个值</source>
   <translation>after in write each value</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>is 后面只能写 null 或 not null</source>
   <translation>after is only null or not null</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>filter (where …) 只能跟在 sum、count、avg、min、max 后面</source>
   <translation>filter (where …) only follows sum, count, avg, min, max</translation>
  </message>
  <message>
   <location filename="../../db/packs/formulas.py" />
   <source>没有函数 {name}</source>
   <translation>there is no function {name}</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>对方的表应为 .xlsx，这里是“{file}”</source>
   <translation>their form must be an .xlsx; here it is “{file}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>工作簿不是 base64 编码，请在窗口里重新导出</source>
   <translation>the workbook is not in base64; export the pack from the window again</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>工作簿有 {size} 字节，超过 {largest} 字节</source>
   <translation>the workbook has {size} bytes, more than {largest}</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>“{text}”不是格，应为列字母加行号，如 E8，到 XFD1048576 为止</source>
   <translation>“{text}” is no cell; column letters and a row number, such as E8, up to XFD1048576</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>没有表“{name}”，可用：{known}</source>
   <translation>There is no form “{name}”. Known: {known}</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>没有“{name}”，可用：{known}</source>
   <translation>there is no “{name}”; there are: {known}</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>{form}没有栏“{name}”</source>
   <translation>{form} has no column “{name}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>{form}没有行“{code}”</source>
   <translation>{form} has no row “{code}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>乘以的应为大于 0 的数，最多 15 位，实为“{times}”</source>
   <translation>the factor must be a number above 0 of at most 15 digits, not “{times}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>没有台账“{name}”</source>
   <translation>There is no ledger “{name}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>“{number}”不是列，应为列字母</source>
   <translation>“{number}” is no column; write column letters</translation>
  </message>
  <message>
   <location filename="../../db/packs/lead_form_reader.py" />
   <source>末行（{last}）在首行（{first}）上面</source>
   <translation>the last row ({last}) stands above the first ({first})</translation>
  </message>
  <message>
   <location filename="../../db/packs/model.py" />
   <source>强制</source>
   <translation>Must fix</translation>
  </message>
  <message>
   <location filename="../../db/packs/model.py" />
   <source>核实</source>
   <translation>To confirm</translation>
  </message>
  <message>
   <location filename="../../db/packs/model.py" />
   <source>月</source>
   <translation>month</translation>
  </message>
  <message>
   <location filename="../../db/packs/model.py" />
   <source>季</source>
   <translation>quarter</translation>
  </message>
  <message>
   <location filename="../../db/packs/model.py" />
   <source>半年</source>
   <translation>half-year</translation>
  </message>
  <message>
   <location filename="../../db/packs/model.py" />
   <source>年</source>
   <translation>year</translation>
  </message>
  <message>
   <location filename="../../db/packs/model.py" />
   <source>月（截至数）</source>
   <translation>month (to date)</translation>
  </message>
  <message>
   <location filename="../../db/packs/quotations.py" />
   <source>“{folder}”里没有原文（文件名以三位编号开头，如 001_….txt）。</source>
   <translation>“{folder}” holds no source texts (file names begin with three digits, such as 001_….txt).</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>没有栏“{name}”</source>
   <translation>There is no column “{name}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>台账“{name}”已经有了，换一个编号</source>
   <translation>There is a ledger “{name}” already; take another id</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>没有任务、指标，也没有台账</source>
   <translation>There are no tasks, no indicators and no ledger</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>“{name}”应由小写字母、数字和 - 组成</source>
   <translation>“{name}” should be made of small letters, digits and -</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>栏“{name}”写了两次</source>
   <translation>The column “{name}” is there twice</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>至少要有一栏</source>
   <translation>There must be at least one column</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>“{name}”不能作栏名：只用小写字母、数字和 _，且不是保留的词</source>
   <translation>“{name}” cannot name a column: only small letters, digits and _, and no reserved word</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>选择栏要写 choices</source>
   <translation>A column of choices needs choices</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>单选、多选栏要写可选项</source>
   <translation>A column of choices needs its choices</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>可选项只有一项“{choice}”，应有两项以上，用“、”隔开</source>
   <translation>only one choice “{choice}”; there must be two or more, separated by “、”</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>可选项“{choice}”写了两次</source>
   <translation>the choice “{choice}” stands there twice</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>没有固定内容“{name}”，可用：{known}</source>
   <translation>There is no constant “{name}”. Known: {known}</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>下限 {least} 大于上限 {most}</source>
   <translation>The minimum {least} is above the maximum {most}</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>算式“{text}”：没有 {name}</source>
   <translation>Expression “{text}”: there is no {name}</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>分子分母是表中另外两个指标的编号；这里是“{parts}”</source>
   <translation>Numerator and denominator are the codes of two other indicators of the form; here they are “{parts}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>代码“{code}”不能用：不能空，不能有空格和引号，不能以 # 开头</source>
   <translation>The code “{code}” cannot be used: it may not be empty, hold blanks or quotes, or begin with #</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>代码“{code}”里有全角的字母或数字，请改成半角</source>
   <translation>The code “{code}” holds full-width letters or digits; make them half-width</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>有重复的代码“{code}”</source>
   <translation>The code “{code}” is there more than once</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>{code} 的上级 {parent} 不在表中</source>
   <translation>{parent}, above {code}, is not in the form</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>“{was}”只能是一处的前身，已填的内容不能分给几处</source>
   <translation>“{was}” can be the former name of one place only; what was typed cannot go to several</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>没有行“{code}”</source>
   <translation>There is no row “{code}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>原文说{count}{unit}，这里列了{titled}{unit}</source>
   <translation>The text says {count} {unit}, here are {titled} {unit}</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>达时序（{reached}）、略低（{low}）、滞后（{late}）应从高到低</source>
   <translation>reached ({reached}), low ({low}) and late ({late}) should go from high to low</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>审核关系“{rule}”写了两次</source>
   <translation>The rule “{rule}” is there twice</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>样例只能有 {known}，都是“键: 值”；这里是“{key}”</source>
   <translation>An example only has {known}, each with “key: value”; here is “{key}”</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>样例里没有表“{name}”，可用：{known}</source>
   <translation>There is no form “{name}” for an example. Known: {known}</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>样例里“{name}”应为若干行</source>
   <translation>“{name}” in the example should be rows</translation>
  </message>
  <message>
   <location filename="../../db/packs/reader.py" />
   <source>“{field}”读不出“{text}”：{why}</source>
   <translation>“{text}” cannot be read as “{field}”: {why}</translation>
  </message>
  <message>
   <location filename="../../db/packs/schedule_reader.py" />
   <source>止报期（{last}）早于起报期（{first}）</source>
   <translation>the last period ({last}) is before the first ({first})</translation>
  </message>
  <message>
   <location filename="../../db/packs/schedule_reader.py" />
   <source>“{label}”不是{type}报的报告期，也不是月份</source>
   <translation>“{label}” is neither a period of a programme reported by {type} nor a month</translation>
  </message>
  <message>
   <location filename="../../db/packs/schedule_reader.py" />
   <source>“{key}”不是{type}报的期号，应为 1 到 {most}</source>
   <translation>“{key}” is no number of a period ({type}); it should be 1 to {most}</translation>
  </message>
  <message>
   <location filename="../../db/packs/schedule_reader.py" />
   <source>起算后天数（after_days）和工作日数（working_days）只能写一个</source>
   <translation>Only one of days after (after_days) and working days (working_days) can be written</translation>
  </message>
  <message>
   <location filename="../../db/packs/views.py" />
   <source>导出栏只能用本行的栏，不能用 {name}</source>
   <translation>a derived column can only use columns of its own row, not {name}</translation>
  </message>
  <message>
   <location filename="../../db/packs/views.py" />
   <source>没有栏 {name}</source>
   <translation>there is no column {name}</translation>
  </message>
  <message>
   <location filename="../../db/packs/views.py" />
   <source>导出栏里不能用 {name}</source>
   <translation>{name} cannot be used in a derived column</translation>
  </message>
  <message>
   <location filename="../../db/packs/views.py" />
   <source>导出栏 {title} 绕回了自己</source>
   <translation>the derived column {title} leads back to itself</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>{year}年{number}月</source>
   <translation>{year}-{number}</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>截至{year}年{number}月</source>
   <translation>To date {year}-{number}</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>{year}年第{number}季度</source>
   <translation>{year} quarter {number}</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>{year}年上半年</source>
   <translation>{year} first half</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>{year}年下半年</source>
   <translation>{year} second half</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>“{label}”不是报告期，请写成 2026-10、2026-Q4、2026-H2、2026 或 2026-T09（截至9月）。</source>
   <translation>“{label}” is no period; write it like 2026-10, 2026-Q4, 2026-H2, 2026 or 2026-T09 (to date September).</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>{year}年第{first}—{last}季度</source>
   <translation>quarters {first}–{last} of {year}</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>截至{year}年{first}—{last}月</source>
   <translation>to date, months {first}–{last} of {year}</translation>
  </message>
  <message>
   <location filename="../../db/periods/report_period.py" />
   <source>{year}年{first}—{last}月</source>
   <translation>months {first}–{last} of {year}</translation>
  </message>
  <message>
   <location filename="../../db/periods/workdays.py" />
   <source>缺少“year”</source>
   <translation>“year” is missing</translation>
  </message>
  <message>
   <location filename="../../db/periods/workdays.py" />
   <source>{day} 不在 {year} 年</source>
   <translation>{day} is not in the year {year}</translation>
  </message>
  <message>
   <location filename="../../db/periods/workdays.py" />
   <source>{day} 写了两次</source>
   <translation>{day} is there twice</translation>
  </message>
  <message>
   <location filename="../../db/periods/workdays.py" />
   <source>{first} 到 {last} 不是一段假期</source>
   <translation>{first} to {last} is no holiday</translation>
  </message>
  <message>
   <location filename="../../db/periods/workdays.py" />
   <source>“{text}”不是日期，应写成 2026-10-01</source>
   <translation>“{text}” is no date; it should be written 2026-10-01</translation>
  </message>
  <message>
   <location filename="../../db/received/derived_columns.py" />
   <source>空白表填报的，本年累计从{period}起算，以前各期没有收到。</source>
   <translation>Year to date of units that fill in blank forms counts from {period}; nothing was received of the periods before.</translation>
  </message>
  <message>
   <location filename="../../db/received/derived_columns.py" />
   <source>本年累计里缺：{names}</source>
   <translation>Year to date lacks: {names}</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>更正说明</source>
   <translation>statement of corrections</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>回执</source>
   <translation>receipt</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>汇总表</source>
   <translation>roll-up table</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>通报</source>
   <translation>notice</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>有 {n} 个必须改的问题，第一个：{row}{field}：{message}。</source>
   <translation>{n} problems must be mended, the first: {row}{field}: {message}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>“{file}”{why}</source>
   <translation>“{file}” {why}</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>“{file}”是{whose}的，这一期还没有收到它的报送件，请先收报。</source>
   <translation>“{file}” belongs to {whose}; nothing was received of it in this period. Receive it first.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>第 {version} 版 {code}</source>
   <translation>version {version} {code}</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>空白表填报，第 1 版是 {code}</source>
   <translation>a blank filled by hand, as version 1 {code}</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>“{file}”不是收到的报送件：{whose}收到的是{had}，这个文件是{has}。请选对方报来的那个工作簿。</source>
   <translation>“{file}” is not what was received: of {whose} there is {had}, this file is {has}. Choose the workbook they sent.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>看不出{missing}，请选中它点“对应…”指明。</source>
   <translation>It does not say: {missing}. Choose the file and press “Match…”.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>这是{paper}，不是报送件，不用收。</source>
   <translation>This is a {paper}, not a return; it need not be received.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>本单位没有启用“{title}”，不收这个方案的报送件。</source>
   <translation>“{title}” is not in use here; its returns are not received.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>是草稿，没有校验码，请填报单位定稿后再报。</source>
   <translation>It is a draft without a check code. The unit has to finalise it first.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>是空白表，一格也没有填。</source>
   <translation>It is a blank form; not one cell is filled in.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>{told}，{mend}。</source>
   <translation>{told}; {mend}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>零报的原因有 {n} 个字，最多 {most} 个，请写短一些。</source>
   <translation>The reason of the nil return has {n} characters, at most {most} are allowed; make it shorter.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>报的是{period}，“{title}”按{type}报。</source>
   <translation>It reports on {period}, but “{title}” is reported by {type}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>报的是{period}，现在收的是{only}。</source>
   <translation>It reports on {period}; what is being collected is {only}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>报的是{period}，报告期还没有开始（今天是{day}），请核对报告期。</source>
   <translation>It reports on {period}, which has not begun (today is {day}). Please check the period.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>{day}没有“{unit}”，那天是{became}。</source>
   <translation>There was no “{unit}” on {day}; on that day it was {became}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>单位表里没有“{unit}”。</source>
   <translation>“{unit}” is not in the table of units.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>是本单位自己的报送件，不用收。</source>
   <translation>It is this office's own return; there is nothing to receive.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>“{unit}”不归“{own}”汇总，不是报给本单位的。</source>
   <translation>“{unit}” does not report to “{own}”; this is not for us.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>封面写的是“{shown}”，文件里记的是“{recorded}”，请核对，用对的空白表重新填报。</source>
   <translation>The cover says “{shown}”, the file records “{recorded}”. Please check, and fill in the right blank form again.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>按任务包“{title}”第 {other} 版填报，本单位用的是第 {own} 版，栏目不同，需先改用同一版。</source>
   <translation>Made by version {other} of the pack “{title}”; this office uses version {own} with other columns. Use the same version first.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>第 {version} 版已经收到，校验码 {code}；这一份也写第 {version} 版，校验码 {other}，内容不同，请重新定稿。</source>
   <translation>Version {version} is here already, check code {code}. This file says version {version} too, check code {other}, with other content; it has to be finalised again.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>第 {version} 版{at}已经收到，校验码 {code}，内容相同。</source>
   <translation>Version {version} was received on {at}, check code {code}; the content is the same.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>是第 {version} 版，{at}已经收到；现用的是第 {newest} 版。</source>
   <translation>It is version {version}, received on {at}; version {newest} is the one in use.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>是第 {version} 版，已有第 {newest} 版；存作旧版，汇总仍用第 {newest} 版。</source>
   <translation>It is version {version} and version {newest} is here; kept as an older one, totals go on using version {newest}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>第 {version} 版，校验码 {code}。</source>
   <translation>Version {version}, check code {code}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>第 {version} 版，校验码 {code}，接替第 {newest} 版。</source>
   <translation>Version {version}, check code {code}; it takes the place of version {newest}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>零报：{reason}。第 {version} 版，校验码 {code}。</source>
   <translation>Nil return: {reason}. Version {version}, check code {code}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>{why}另有 {n} 处填的内容没有收，第一处：{first}。</source>
   <translation>{why} Something filled in was not taken (places: {n}); the first: {first}.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>没有工作表{gone}，请不要删表，用原来的空白表重新填报。</source>
   <translation>The sheet {gone} is missing. Please do not delete sheets; fill in the original blank form again.</translation>
  </message>
  <message>
   <location filename="../../db/received/intake.py" />
   <source>工作表“{sheet}”没有栏{lost}，请不要删栏，用原来的空白表重新填报。</source>
   <translation>The sheet “{sheet}” lacks the column {lost}. Please do not delete columns; fill in the original blank form again.</translation>
  </message>
  <message>
   <location filename="../../db/received/judged_file.py" />
   <source>{message}（另有 {n} 处相同）</source>
   <translation>{message} (and {n} more alike)</translation>
  </message>
  <message>
   <location filename="../../db/received/judged_file.py" />
   <source>填的是“{typed}”，程序算出的是“{made}”，没有采用填的数</source>
   <translation>“{typed}” was typed, the program computes “{made}”; what was typed is not used</translation>
  </message>
  <message>
   <location filename="../../db/received/judged_file.py" />
   <source>这一栏由程序计算，请清空；算出的不对，请核对它所依据的各格和以前各期</source>
   <translation>the program computes this column, please empty it; where the result is wrong, check the cells it comes from and the periods before</translation>
  </message>
  <message>
   <location filename="../../db/received/question_marks.py" />
   <source>（第 {new} 版 {now}，第 {old} 版 {then}）</source>
   <translation> (version {new}: {now}, version {old}: {then})</translation>
  </message>
  <message>
   <location filename="../../db/received/questions.py" />
   <source>请写明要问什么。</source>
   <translation>Write what you want to ask.</translation>
  </message>
  <message>
   <location filename="../../db/received/questions.py" />
   <source>退回要写明原因。</source>
   <translation>Sending back needs its reason.</translation>
  </message>
  <message>
   <location filename="../../db/received/questions.py" />
   <source>没有编号是“{key}”的质询或退回，可能已经撤回。</source>
   <translation>There is no question or return with the key “{key}”; it may have been taken back.</translation>
  </message>
  <message>
   <location filename="../../db/received/questions.py" />
   <source>请写明答复。</source>
   <translation>Write the answer.</translation>
  </message>
  <message>
   <location filename="../../db/received/questions.py" />
   <source>没有编号是“{key}”的记录，不能撤回。</source>
   <translation>There is no entry with the key “{key}” to take back.</translation>
  </message>
  <message>
   <location filename="../../db/received/questions.py" />
   <source>第 {version} 版没有退回，数已经计入汇总，不用再接受。</source>
   <translation>Version {version} was not sent back and counts already; there is nothing to accept.</translation>
  </message>
  <message>
   <location filename="../../db/received/questions.py" />
   <source>撤回退回要写明原因。</source>
   <translation>Withdrawing a sending back needs a reason.</translation>
  </message>
  <message>
   <location filename="../../db/received/review.py" />
   <source>“{unit}”的{title} {period} 还没有收到报送件。</source>
   <translation>Nothing was received yet of “{unit}” for {title}, {period}.</translation>
  </message>
  <message>
   <location filename="../../db/received/review.py" />
   <source>“{unit}”的{title} {period} 没有第 {version} 版，收到的有：第 {known} 版。</source>
   <translation>“{unit}” has no version {version} of {title}, {period}; received: {known}.</translation>
  </message>
  <message>
   <location filename="../../db/received/unread.py" />
   <source>“{field}”里的“{typed}”可能是 {meant}</source>
   <translation>“{typed}” in “{field}” may be {meant}</translation>
  </message>
  <message>
   <location filename="../../db/received/unread.py" />
   <source>请写成“{meant}”</source>
   <translation>please write “{meant}”</translation>
  </message>
  <message>
   <location filename="../../db/received/unread.py" />
   <source>{told}：{why}</source>
   <translation>{told}: {why}</translation>
  </message>
  <message>
   <location filename="../../db/returns/finalise.py" />
   <source>还不能定稿：{errors} 个必须改，{open} 个需写说明。</source>
   <translation>Cannot be finalised yet: {errors} must be mended, {open} need a note.</translation>
  </message>
  <message>
   <location filename="../../db/returns/finalise.py" />
   <source>第 {version} 版已经定稿，再次定稿请写明更正原因。</source>
   <translation>Version {version} is final; finalising again needs a reason.</translation>
  </message>
  <message>
   <location filename="../../db/returns/nil.py" />
   <source>零报要写明原因。</source>
   <translation>A nil return needs its reason.</translation>
  </message>
  <message>
   <location filename="../../db/returns/nil.py" />
   <source>{form} {n} 行，如 {first}</source>
   <translation>{form} {n} rows, such as {first}</translation>
  </message>
  <message>
   <location filename="../../db/returns/nil.py" />
   <source>{period}已经填了内容，不能零报：{where}。确实没有要报的，先清空这些；否则照常定稿。</source>
   <translation>{period} is filled in, so there is no nil return: {where}. If there is nothing to report, clear these first; else finalise as usual.</translation>
  </message>
  <message>
   <location filename="../../db/returns/nil.py" />
   <source>新增“{row}”</source>
   <translation>“{row}” added</translation>
  </message>
  <message>
   <location filename="../../db/returns/nil.py" />
   <source>{row}“{field}”{now}</source>
   <translation>{row} “{field}” {now}</translation>
  </message>
  <message>
   <location filename="../../db/returns/nil.py" />
   <source>{row}“{field}”清空</source>
   <translation>{row} “{field}” emptied</translation>
  </message>
  <message>
   <location filename="../../db/returns/nil.py" />
   <source>删除“{row}”</source>
   <translation>“{row}” deleted</translation>
  </message>
  <message>
   <location filename="../../db/returns/versions.py" />
   <source>{title} {period} 还没有定稿。</source>
   <translation>{title} {period} is not final yet.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>调整要有名称，如“交界小区重报”。</source>
   <translation>An adjustment needs a name, e.g. “border estate reported twice”.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>调整要写明原因。</source>
   <translation>An adjustment needs its reason.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>“{unit}”{period}不计入合计，调整了也不算数。可以调整：{known}。</source>
   <translation>“{unit}” does not count in the total in {period}; an adjustment would not count either. These can be adjusted: {known}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>“{title}”没有表“{form}”，可以调整的表：{known}。</source>
   <translation>“{title}” has no form “{form}”; these can be adjusted: {known}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>{form}没有这一格，不能调整：{row}“{field}”。{can}。</source>
   <translation>{form} has no such cell to adjust: {row} “{field}”. {can}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>{form} {row}“{field}”是本级目标，取自任务包，不能调整。{can}。</source>
   <translation>{form} {row} “{field}” is the target of this level and comes from the pack; it cannot be adjusted. {can}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>{form} {row}“{field}”不相加，不能调整；比率请调整它的分子分母。{can}。</source>
   <translation>{form} {row} “{field}” is not added up and cannot be adjusted; for a rate adjust its parts. {can}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>这张表没有相加的数</source>
   <translation>Nothing in this form is added up</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>可以调整的行：{rows}；栏：{fields}</source>
   <translation>Rows that can be adjusted: {rows}; columns: {fields}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>“{amount}”不是可以加减的数{note}。调整数请写成 -12.5 这样。</source>
   <translation>“{amount}” is no number to add{note}. Write an adjustment like -12.5.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>撤回调整要写明原因。</source>
   <translation>Withdrawing an adjustment needs a reason.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>没有编号是“{key}”的调整，可能已经撤回。</source>
   <translation>There is no adjustment with the key “{key}”; it may have been taken back.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>{name}（随{period}本期）</source>
   <translation>{name} (follows this period’s figure of {period})</translation>
  </message>
  <message>
   <location filename="../../db/rollup/adjustments.py" />
   <source>{name}（随{period}本年累计）</source>
   <translation>{name} (follows the year to date of {period})</translation>
  </message>
  <message>
   <location filename="../../db/rollup/as_return.py" />
   <source>本单位的台账里有 {n} 行是以前读回的汇总件的行，没有计入。</source>
   <translation>{n} rows of this office's ledger are rows of a roll-up that was read back before; they are not counted.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/as_return.py" />
   <source>调整“{name}”（{unit}）：{where}{field} {amount}，{reason}（{who}，{at}）。</source>
   <translation>Adjustment “{name}” ({unit}): {where}{field} {amount}, {reason} ({who}, {at}).</translation>
  </message>
  <message>
   <location filename="../../db/rollup/as_return.py" />
   <source>本表还是草稿，{told}。</source>
   <translation>This form is still a draft: {told}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/as_return.py" />
   <source>下级报的数有 {n} 个必须改的问题</source>
   <translation>{n} errors in what the units below reported</translation>
  </message>
  <message>
   <location filename="../../db/rollup/as_return.py" />
   <source>本单位自己要填的还没有填好：{cells}。在“填报”里补上再汇总</source>
   <translation>what this office has to fill in itself is not complete: {cells}. Complete it under Fill in and roll up again</translation>
  </message>
  <message>
   <location filename="../../db/rollup/as_return.py" />
   <source>{form}“{field}”：{rows}（{message}）</source>
   <translation>{form} “{field}”: {rows} ({message})</translation>
  </message>
  <message>
   <location filename="../../db/rollup/counted_units.py" />
   <source>已汇 {n}/{of}</source>
   <translation>{n} of {of} in</translation>
  </message>
  <message>
   <location filename="../../db/rollup/counted_units.py" />
   <source>{head}，退回：{names}</source>
   <translation>{head}, sent back: {names}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/counted_units.py" />
   <source>{head}，缺：{names}</source>
   <translation>{head}, missing: {names}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/counted_units.py" />
   <source>{period}本单位之下没有“{name}”。</source>
   <translation>In {period} there is no “{name}” below this office.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/counted_units.py" />
   <source>{period}“{unit}”之下没有计入合计的“{level}”级单位，可用的级别：{known}。</source>
   <translation>In {period} no unit of the level “{level}” below “{unit}” counts in the total; levels there are: {known}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/predecessors.py" />
   <source>{unit}已拆分，拆分以前各期的数都在{into}名下</source>
   <translation>{unit} was split; its periods before that all stand under {into}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/predecessors.py" />
   <source>{unit}已拆分，以前各期的数没有分给{into}，本年累计里没有</source>
   <translation>{unit} was split; its earlier periods were not divided and are not in the year to date of {into}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/predecessors.py" />
   <source>{into}自己填累计，含不含并入的{unit}以前各期，请核对：{rows}</source>
   <translation>{into} types the cumulative itself; check whether it holds the earlier periods of {unit}, merged into it: {rows}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/predecessors.py" />
   <source>{into}的本年累计里看不出有没有并入的{units}以前各期，没有加：{rows}</source>
   <translation>The year to date of {into} does not show whether it holds the earlier periods of {units}, merged into it; they were not added: {rows}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/predecessors.py" />
   <source>{unit}并入以前（{periods}）</source>
   <translation>{unit} before the merger ({periods})</translation>
  </message>
  <message>
   <location filename="../../db/rollup/predecessors.py" />
   <source>{unit}并入{into}，以前各期接着算</source>
   <translation>{unit} was merged into {into}; its earlier periods go on</translation>
  </message>
  <message>
   <location filename="../../db/rollup/predecessors.py" />
   <source>单位变更</source>
   <translation>change of units</translation>
  </message>
  <message>
   <location filename="../../db/rollup/ranking.py" />
   <source>较时序（百分点）不低于{reached}为“达时序”，不低于{low}为“略低”，不低于{late}为“滞后”，更低为“严重滞后”。</source>
   <translation>Against schedule (points): {reached} or more is 达时序 (on schedule), {low} or more 略低 (slightly below), {late} or more 滞后 (behind), less is 严重滞后 (far behind).</translation>
  </message>
  <message>
   <location filename="../../db/rollup/ranking.py" />
   <source>“{title}”没有表“{form}”。</source>
   <translation>“{title}” has no form “{form}”.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/ranking.py" />
   <source>两期汇总的单位不同：{names}只在一期里。</source>
   <translation>The two periods are not of the same units: {names} are in one of them only.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>零报：{names}</source>
   <translation>Nil returns: {names}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>该单位没有计入</source>
   <translation>this unit is not in the total</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>任务包里没有这一格，或这一格不相加</source>
   <translation>the pack has no such cell, or it is not added up</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>这一格另有调整</source>
   <translation>this cell has an adjustment of its own</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>调整“{name}”（{unit}）未计：{why}</source>
   <translation>Adjustment “{name}” ({unit}) does not count: {why}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>计入的单位都不适用。</source>
   <translation>Not applicable in any of the units that count.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>各单位的数不相加，也没有写明分子分母，不能汇总。</source>
   <translation>The units’ figures do not add up and the pack names no two parts; there is no total.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>节点不相加。</source>
   <translation>Milestones do not add up.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/rollup.py" />
   <source>没有可以汇总的数。</source>
   <translation>There are no numbers to add up.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/sums.py" />
   <source>待核：{places}</source>
   <translation>To be verified: {places}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/sums.py" />
   <source>不适用：{places}</source>
   <translation>Not applicable: {places}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/sums.py" />
   <source>分子分母不全、没有计入：{places}</source>
   <translation>Not counted, because one part is lacking: {places}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/sums.py" />
   <source>没有上一期的累计、算不出{field}，{field}合计没有计入：{names}</source>
   <translation>Without the cumulative figure of the period before there is no {field}; the total of {field} leaves out: {names}</translation>
  </message>
  <message>
   <location filename="../../db/rollup/sums.py" />
   <source>{some} 等 {n} 处</source>
   <translation>{some} and others, {n} in all</translation>
  </message>
  <message>
   <location filename="../../db/rollup/why.py" />
   <source>{form}没有这一格：{row} {field}。</source>
   <translation>{form} has no such cell: {row} {field}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/why.py" />
   <source>本级目标，取自任务包“{title}”，不是各单位之和。</source>
   <translation>The target of this level, from the pack “{title}”; it is no sum of the units.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/why.py" />
   <source>由合计数计算，不是各单位之和。</source>
   <translation>Computed from totals; it is no sum of the units.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/why.py" />
   <source>{said}分子分母不全、没有计入：{names}。</source>
   <translation>{said} Not counted, because one part is lacking: {names}.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/why.py" />
   <source>有这一行，这一格没有填。</source>
   <translation>The row is there; this cell is empty.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/why.py" />
   <source>{n} 个单位有这一行，是它们的和。</source>
   <translation>{n} units have this row; this is their sum.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/why.py" />
   <source>{n} 个单位有这一行，这一栏不相加。</source>
   <translation>{n} units have this row; this column is not added up.</translation>
  </message>
  <message>
   <location filename="../../db/rollup/why.py" />
   <source>调整：{name}（{unit}）</source>
   <translation>Adjustment: {name} ({unit})</translation>
  </message>
  <message>
   <location filename="../../db/rules/engine.py" />
   <source>没有 {name}</source>
   <translation>there is no {name}</translation>
  </message>
  <message>
   <location filename="../../db/rules/engine.py" />
   <source>{place} {form} 审核关系 {rule}：{why}</source>
   <translation>{place} {form} rule {rule}: {why}</translation>
  </message>
  <message>
   <location filename="../../db/rules/engine.py" />
   <source>第{n}行</source>
   <translation>row {n}</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>正例</source>
   <translation>good example</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>反例</source>
   <translation>bad example</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>没有{which}，每条审核关系都要有正例和反例</source>
   <translation>no {which}; every rule needs a good and a bad example</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>里面有放不进表的值</source>
   <translation>it holds a value that fits no form</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>{which}试算不了：{why}</source>
   <translation>the {which} cannot be tried: {why}</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>反例没有查出问题，请核对条件和反例的数</source>
   <translation>the bad example gives no problem; check the condition and the figures of the example</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>正例不应有问题，却报了：{message}</source>
   <translation>the good example should pass, but gives: {message}</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>{place} {form} 审核关系 {rule}：{told}</source>
   <translation>{place} {form} rule {rule}: {told}</translation>
  </message>
  <message>
   <location filename="../../db/rules/examples.py" />
   <source>没有合适的行</source>
   <translation>no row fits it</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>按整张表审核的关系里要写明行，例如 K01.{name}</source>
   <translation>a rule over the whole form must name the row, for example K01.{name}</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>{form}没有栏 {name}</source>
   <translation>{form} has no column {name}</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>这个方案没有表 {name}</source>
   <translation>this programme has no form {name}</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>{name} 里要写明台账，例如 {name}(lg_skilled.subsidy)</source>
   <translation>{name} must name the ledger, for example {name}(lg_skilled.subsidy)</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>“{field}”未填</source>
   <translation>“{field}” is not filled in</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>“{field}”里的“{typed}”读不成{called}</source>
   <translation>“{typed}” in “{field}” cannot be read as {called}</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>“{field}”标为待核</source>
   <translation>“{field}” is marked as to be verified</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>请核实后去掉“待核”，或写明说明</source>
   <translation>Please verify it and take the mark away, or write a note</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>“{field}”{value} 小于 {limit}</source>
   <translation>“{field}” {value} is less than {limit}</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>应为 {limit}以上，请核对</source>
   <translation>It should be {limit} or more; please check</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>“{field}”{value} 大于 {limit}</source>
   <translation>“{field}” {value} is more than {limit}</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>应为 {limit}以内，请核对</source>
   <translation>It should be {limit} or less; please check</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>请填写，可选：{choices}；不适用请标“不适用”</source>
   <translation>Please fill it in, one of: {choices}; or mark it not applicable</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>请填写；没有发生填 0，不适用请标“不适用”</source>
   <translation>Please fill it in: 0 where nothing happened, or mark it not applicable</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>请改成可选项：{choices}</source>
   <translation>Please choose from: {choices}</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>请改成可选项：{choices}；没有的请清空</source>
   <translation>Please choose from: {choices}; where none fits, empty it</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>请改成可以识别的内容</source>
   <translation>Please write something that can be read</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>请改成可以识别的内容，或清空</source>
   <translation>Please write it so that it can be read, or empty it</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>{title} 填 {value}，按 {over} {above}/{under} {below} 算是 {made}</source>
   <translation>{title} says {value}; {over} {above} / {under} {below} makes {made}</translation>
  </message>
  <message>
   <location filename="../../db/rules/sql.py" />
   <source>请核对这个数和它的分子分母；口径不同的写明说明</source>
   <translation>Check the number and its two parts; where they are counted differently, say so in a note</translation>
  </message>
  <message>
   <location filename="../../db/units/changes.py" />
   <source>拆分后至少要有两个代码不同的单位。</source>
   <translation>A split needs at least two units with different codes.</translation>
  </message>
  <message>
   <location filename="../../db/units/changes.py" />
   <source>“{name}”下面还有 {n} 个单位（{first} 等），请先改它们的上级。</source>
   <translation>There are {n} units below “{name}” ({first} and others). Please put them elsewhere first.</translation>
  </message>
  <message>
   <location filename="../../db/units/changes.py" />
   <source>{day} 没有代码是“{code}”的单位。</source>
   <translation>On {day} there is no unit with the code “{code}”.</translation>
  </message>
  <message>
   <location filename="../../db/units/changes.py" />
   <source>“{name}”从 {since} 起才有，{day} 不能合并或拆分。</source>
   <translation>“{name}” begins on {since}; it cannot be merged or split on {day}.</translation>
  </message>
  <message>
   <location filename="../../db/units/changes.py" />
   <source>“{name}”已经写明到 {until} 为止。</source>
   <translation>“{name}” ends on {until} already.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>代码“{code}”不能用：不能空，不能有空格、顿号和逗号。</source>
   <translation>The code “{code}” will not do: not empty, no blanks, no commas.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>代码“{code}”已经有一行，起始日期也相同。</source>
   <translation>There is a line of the code “{code}” with the same first day already.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>级别“{level}”不认识，可用：{known}。</source>
   <translation>Unknown level “{level}”; there are: {known}.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{text}”不是日期，请写成 2026-01-01，或留空。</source>
   <translation>“{text}” is no day; write it like 2026-01-01 or leave it empty.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”的起始日期 {since} 晚于终止日期 {until}。</source>
   <translation>“{name}” begins on {since}, after it ends on {until}.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>代码“{code}”的两行“{one}”和“{other}”有效日期重叠。</source>
   <translation>The two lines “{one}” and “{other}” of the code “{code}” overlap in time.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>代码“{code}”从 {first} 到 {last} 没有有效的行。</source>
   <translation>Code “{code}” has no valid line from {first} to {last}.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>名称“{name}”已经有了（代码 {code}）。</source>
   <translation>The name “{name}” exists already (code {code}).</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{unit}”又叫“{name}”，这是代码 {code} 的名称。</source>
   <translation>“{unit}” is also called “{name}”, which is the name of code {code}.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”的上级“{parent}”不在表里。</source>
   <translation>“{parent}”, above “{name}”, is not in the table.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”是{level}，不能是“{parent}”（{other}）的下级。</source>
   <translation>“{name}” ({level}) cannot stand below “{parent}” ({other}).</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”没有写上级；不用写上级的只有“{root}”。</source>
   <translation>“{name}” has no unit above it; only “{root}” needs none.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”的上级“{parent}”从 {day} 起才有效。</source>
   <translation>“{parent}”, above “{name}”, only begins on {day}.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”的上级“{parent}”到 {day} 为止，之后要有新的上级。</source>
   <translation>“{parent}”, above “{name}”, ends on {day}; another is needed after that.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”写了去向，要有终止日期。</source>
   <translation>“{name}” says what it became and needs its last day.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”的去向“{code}”不在表里。</source>
   <translation>“{code}”, which “{name}” became, is not in the table.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”的去向“{code}”在 {day} 无效。</source>
   <translation>“{code}”, which “{name}” became, is not valid on {day}.</translation>
  </message>
  <message>
   <location filename="../../db/units/checks.py" />
   <source>“{name}”不能放在自己的下级里面。</source>
   <translation>“{name}” cannot lie below itself.</translation>
  </message>
  <message>
   <location filename="../../db/units/model.py" />
   <source>市</source>
   <translation>City</translation>
  </message>
  <message>
   <location filename="../../db/units/model.py" />
   <source>区市</source>
   <translation>District</translation>
  </message>
  <message>
   <location filename="../../db/units/model.py" />
   <source>功能区</source>
   <translation>Zone</translation>
  </message>
  <message>
   <location filename="../../db/units/model.py" />
   <source>镇街</source>
   <translation>Town</translation>
  </message>
  <message>
   <location filename="../../db/values/choices.py" />
   <source>“{text}”不在可选项里，请从中选一项：{choices}</source>
   <translation>“{text}” is none of the choices; please take one of: {choices}</translation>
  </message>
  <message>
   <location filename="../../db/values/choices.py" />
   <source>按相近的选项</source>
   <translation>taken as the choice most like it</translation>
  </message>
  <message>
   <location filename="../../db/values/choices.py" />
   <source>{some}等{n}项</source>
   <translation>{some} and so on, {n} in all</translation>
  </message>
  <message>
   <location filename="../../db/values/choices.py" />
   <source>“{names}”不在可选项里，请从中选：{choices}</source>
   <translation>“{names}” is not among the choices; please take from: {choices}</translation>
  </message>
  <message>
   <location filename="../../db/values/choices.py" />
   <source>“{text}”按“{taken}”</source>
   <translation>“{text}” taken as “{taken}”</translation>
  </message>
  <message>
   <location filename="../../db/values/choices.py" />
   <source>本栏只填“是”或“否”</source>
   <translation>This column only takes “是” (yes) or “否” (no)</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>读不出日期，请写成 2025-07-03、2025年7月或 2025年</source>
   <translation>Cannot be read as a date; please write it like 2025-07-03, 2025-07 or 2025</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>读不出年份，请写成四位数字，如 2025</source>
   <translation>Cannot be read as a year; please write four digits, like 2025</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>只取年份</source>
   <translation>only the year is taken</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>{year}年{month}月{day}日</source>
   <translation>{year}-{month}-{day}</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>年份 {year} 不在 {first} 到 {until} 之间，请核对</source>
   <translation>The year {year} is not between {first} and {until}; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>没有 {month} 月，请核对</source>
   <translation>There is no month {month}; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>{year}年{month}月只有 {last} 天，没有 {day} 日，请核对</source>
   <translation>{year}-{month} has only {last} days, there is no day {day}; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>可能是1月，也可能是10月（2024.1 与 2024.10 在表格里是同一个数）</source>
   <translation>January perhaps, or October (2024.1 and 2024.10 are the same number in a sheet)</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>表格的日期序号 {days}</source>
   <translation>day number {days} of a spreadsheet</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>中文数字换成阿拉伯数字</source>
   <translation>Chinese numerals turned into digits</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>“{text}”不是准确日期</source>
   <translation>“{text}” is no exact date</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>“{text}年”按 {year} 年</source>
   <translation>the year “{text}” taken as {year}</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>六位数字按年月</source>
   <translation>six digits taken as year and month</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>这是一段时间，本栏只填一个日期</source>
   <translation>This is a span of time; the column takes one date</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>缺少年份，请写全，如 2025-07-03</source>
   <translation>The year is missing; please write all of it, like 2025-07-03</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>分不清月和日，请把年份写在前面，如 2025-07-03</source>
   <translation>Month and day cannot be told apart; please begin with the year, like 2025-07-03</translation>
  </message>
  <message>
   <location filename="../../db/values/dates.py" />
   <source>本栏填日期，请写到月，如 2025年9月</source>
   <translation>This column takes a date; please write the month, like 2025-09</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>末尾数字已丢失，请以文本粘贴</source>
   <translation>The last digits are lost; please paste it as text</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>这是15位的旧号码，请填18位身份证号</source>
   <translation>This is an old number of 15 digits; please fill in the one of 18</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>身份证号应为18位，现为{n}位，请核对</source>
   <translation>An identity number has 18 characters, this has {n}; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>身份证号只含数字，末位可为X，请核对</source>
   <translation>An identity number has only digits, and perhaps X at the end; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>身份证号</source>
   <translation>Identity number</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>身份证号第7到14位“{text}”不是日期，请核对</source>
   <translation>Digits 7 to 14 of the identity number, “{text}”, are no date; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>身份证号里的出生日期 {day} 在今天之后，请核对</source>
   <translation>The day of birth in the identity number, {day}, is after today; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>身份证号里的出生年份 {year} 太早，请核对</source>
   <translation>The year of birth in the identity number, {year}, is too early; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>{name}校验不符：按前17位末位应为{check}，现为{found}，请核对</source>
   <translation>{name} does not check: by the first 17 characters the last should be {check}, it is {found}; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>统一社会信用代码应为18位，现为{n}位，请核对</source>
   <translation>A credit code has 18 characters, this has {n}; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>统一社会信用代码里没有“{wrong}”（不用I、O、S、V、Z，多为1、0、5、2之误），请核对</source>
   <translation>No credit code holds “{wrong}” (I, O, S, V, Z are not used; mostly 1, 0, 5, 2 are meant); please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>统一社会信用代码</source>
   <translation>Credit code</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>第9到17位的主体标识码校验不符：第17位应为{check}，现为{found}，请核对</source>
   <translation>Characters 9 to 17 do not check: the 17th should be {check}, it is {found}; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>本栏只填一个电话，另一个请写到备注</source>
   <translation>This column takes one telephone; please write the other one under remarks</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>缺少区号，请写成 0532-82600056 的样子</source>
   <translation>The area code is missing; please write it like 0532-82600056</translation>
  </message>
  <message>
   <location filename="../../db/values/identity_codes.py" />
   <source>电话应为11位手机号，或带区号的座机号如 0532-82600056，请核对</source>
   <translation>A telephone is a mobile number of 11 digits, or one with its area code like 0532-82600056; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/choice.py" />
   <source>单选</source>
   <translation>One of a list</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/choice.py" />
   <source>“{field}”的“{value}”不在可选项里</source>
   <translation>“{value}” in “{field}” is none of the choices</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/choice.py" />
   <source>可选：{choices}</source>
   <translation>Choices: {choices}</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/choice.py" />
   <source>多选</source>
   <translation>Several of a list</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/choice.py" />
   <source>是否</source>
   <translation>Yes or no</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/date.py" />
   <source>整数</source>
   <translation>Whole number</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/identity.py" />
   <source>电话</source>
   <translation>Phone</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/kind.py" />
   <source>规定的格式</source>
   <translation>what is prescribed</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/number.py" />
   <source>数字</source>
   <translation>a number</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/number.py" />
   <source>百分数</source>
   <translation>Percentage</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/number.py" />
   <source>可能是 {n}%</source>
   <translation>may be {n}%</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/reading.py" />
   <source>公式没有算出结果，请用 WPS 打开后保存</source>
   <translation>the formula has no result; please open it in WPS and save it</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/reading.py" />
   <source>“{text}”按不适用</source>
   <translation>“{text}” taken as not applicable</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/text.py" />
   <source>文字</source>
   <translation>Text</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/text.py" />
   <source>共{n}字，超过一格能放的{most}字，请分成几段或写成附件</source>
   <translation>{n} characters, more than the {most} a cell holds; please split it or make it an annex</translation>
  </message>
  <message>
   <location filename="../../db/values/kinds/text.py" />
   <source>长文字</source>
   <translation>Long text</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>这是日期，本栏填数字</source>
   <translation>This is a date; the column takes a number</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>这是逻辑值 TRUE/FALSE，本栏填数字</source>
   <translation>This is TRUE or FALSE; the column takes a number</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>不是有效的数，请填数字</source>
   <translation>Not a valid number; please fill in a number</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>超过{n}位，数字保不住原样，请核对或换更大的计量单位</source>
   <translation>More than {n} digits cannot be kept as they are; please check, or use a larger unit</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>本栏填整数，“{number}”带小数</source>
   <translation>This column takes whole numbers; “{number}” has decimals</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>文字太长，本栏只填一个数字</source>
   <translation>Too long a text; the column takes one number</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>这是表格公式的错误值，请填实际数字</source>
   <translation>This is the error of a formula; please fill in the number</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>这是一个区间，本栏只填一个准确数</source>
   <translation>This is a range; the column takes one exact number</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>“。”按小数点</source>
   <translation>“。” taken as the decimal point</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>括号按负数</source>
   <translation>brackets taken as minus</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>去掉“{text}”</source>
   <translation>“{text}” taken away</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>“{text}”不是准确数，请填准确数</source>
   <translation>“{text}” is not exact; please fill in the exact number</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>“百分之”按百分数</source>
   <translation>“百分之” taken as per cent</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>正负号不止一个，请只留一个</source>
   <translation>More than one sign; please leave one</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>“{text}”按负号</source>
   <translation>“{text}” taken as minus</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>去掉前面的 0</source>
   <translation>leading 0 taken away</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>这是科学计数法，请写出全部数字，如 100000</source>
   <translation>This is scientific notation; please write all digits, like 100000</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>千分位应当每三位一个逗号，小数点请用“.”</source>
   <translation>Thousands have a comma every three digits; please write the decimal point as “.”</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>小数点不止一个，请只留一个</source>
   <translation>More than one decimal point; please leave one</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>文字里有两个以上的数字，本栏只填一个</source>
   <translation>There are several numbers in the text; the column takes one</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>有效数字超过{n}位，数字保不住原样，请核对</source>
   <translation>More than {n} significant digits cannot be kept as they are; please check</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>读不出数字，请填阿拉伯数字</source>
   <translation>Cannot be read as a number; please write digits</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>按“{text}”换算</source>
   <translation>converted from “{text}”</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>读不懂数字后面的“{text}”，请只填数字</source>
   <translation>“{text}” after the number makes no sense; please fill in the number alone</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>“{text}”不是本栏的计量单位“{unit}”，请只填数字</source>
   <translation>“{text}” is not the unit of this column, “{unit}”; please fill in the number alone</translation>
  </message>
  <message>
   <location filename="../../db/values/numbers.py" />
   <source>“{text}”与本栏的计量单位“{unit}”不是一类，请核对</source>
   <translation>“{text}” is of another kind than the unit of this column, “{unit}”; please check</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>新增{form}</source>
   <translation>New form: {form}</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>去掉{form}，已填的内容留在工作库里</source>
   <translation>{form} leaves; what was typed stays in the office file</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>名称由“{old}”改为“{new}”</source>
   <translation>Title changes from “{old}” to “{new}”</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>报告期由{old}报改为{new}报</source>
   <translation>The period changes from {old} to {new}</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>数据时段或报送时限有变化</source>
   <translation>The data window or the due moment changes</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>起报期或止报期有变化</source>
   <translation>The first or last period changed</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>对方的表（上级要求照填的空白工作簿）有变化</source>
   <translation>their form (the lead office's own blank workbook) has changed</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：新增栏“{title}”</source>
   <translation>{form}: new column “{title}”</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：去掉栏“{title}”，已填的内容留在工作库里</source>
   <translation>{form}: column “{title}” leaves; what was typed stays in the office file</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：栏“{was}”改为“{title}”，数据跟着走</source>
   <translation>{form}: column “{was}” becomes “{title}” and keeps its data</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：栏“{was}”改为“{title}”，延续的内容跟着走，以前各期的数留在原方案里</source>
   <translation>{form}: column “{was}” becomes “{title}”; standing entries come along, the figures of earlier periods stay in the former programme</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：栏“{title}”的{names}有变化</source>
   <translation>{form}: column “{title}” changes: {names}</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：新增 {code} {title}</source>
   <translation>{form}: new {code} {title}</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：去掉 {code} {title}，已填的内容留在工作库里</source>
   <translation>{form}: {code} {title} leaves; what was typed stays in the office file</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：{was} 改编为 {code} {title}，数据跟着走</source>
   <translation>{form}: {was} becomes {code} {title} and keeps its data</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：{was} 改编为 {code} {title}，延续的内容跟着走，以前各期的数留在原方案里</source>
   <translation>{form}: {was} becomes {code} {title}; standing entries come along, the figures of earlier periods stay in the former programme</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：{code} {title} 的{names}有变化</source>
   <translation>{form}: {code} {title} changes: {names}</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>种类</source>
   <translation>kind</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>可选项</source>
   <translation>choices</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>必填</source>
   <translation>required</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>下限</source>
   <translation>minimum</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>上限</source>
   <translation>maximum</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>算式</source>
   <translation>expression</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>延续</source>
   <translation>carried forward</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>个人信息</source>
   <translation>personal data</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>小数位</source>
   <translation>decimals</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>性质</source>
   <translation>nature</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>方向</source>
   <translation>direction</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>填法</source>
   <translation>what is typed</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>参考数</source>
   <translation>reference figures</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>标题</source>
   <translation>heading</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>分子分母</source>
   <translation>numerator and denominator</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：新增审核关系：{message}</source>
   <translation>{form}: new rule: {message}</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：审核关系有变化：{message}</source>
   <translation>{form}: rule changes: {message}</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>{form}：去掉审核关系：{message}</source>
   <translation>{form}: rule leaves: {message}</translation>
  </message>
  <message>
   <location filename="../../db/versions/adoption.py" />
   <source>本单位没有启用“{title}”。</source>
   <translation>This office does not report on “{title}”.</translation>
  </message>
  <message>
   <location filename="../../db/versions/carry.py" />
   <source>{form}：上一版写明“{name}”的前身是“{was}”，新版不能改掉这一句。</source>
   <translation>{form}: the version before states that “{name}” was “{was}”; the new version cannot take this back.</translation>
  </message>
  <message>
   <location filename="../../db/versions/trial.py" />
   <source>{place}：{message}</source>
   <translation>{place}: {message}</translation>
  </message>
  <message>
   <location filename="../../db/versions/typed_titles.py" />
   <source>原文公布{count}{unit}，已列{titled}{unit}，最多还能补{room}{unit}，现在有{n}{unit}。</source>
   <translation>The text announces {count} {unit} and titles {titled} {unit}; {room} {unit} more can be typed, {n} {unit} are given.</translation>
  </message>
  <message>
   <location filename="../../db/versions/typed_titles.py" />
   <source>请写明题目出自哪份文件，例如文号。</source>
   <translation>Please name the document the titles come from, for example its number.</translation>
  </message>
  <message>
   <location filename="../../db/versions/typed_titles.py" />
   <source>“{title}”写了两次。</source>
   <translation>“{title}” stands there twice.</translation>
  </message>
  <message>
   <location filename="../../db/versions/typed_titles.py" />
   <source>{code}“{title}”已经填报过，不能去掉，可以改它的题目。</source>
   <translation>{code} “{title}” already holds data and cannot go; its title can be changed.</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>写成任务包有 {size} 字节，超过 {largest} 字节，以后读不进来，请缩短</source>
   <translation>the pack would take {size} bytes, more than the {largest} bytes that are read; shorten it</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>{file}：文件有 {size} 字节，超过 {largest} 字节，不像任务包。</source>
   <translation>{file}: the file has {size} bytes, more than {largest}; that does not look like a pack.</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>{file} 第 {line} 行：不是正确的 YAML（{why}）。</source>
   <translation>{file} line {line}: not correct YAML ({why}).</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>{file}：不是 UTF-8 编码的 YAML 文本。</source>
   <translation>{file}: not YAML text in UTF-8.</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>{file}：第一层应为“键: 值”。</source>
   <translation>{file}: the first level must be “key: value”.</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>超过 {most} 层</source>
   <translation>more than {most} levels</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>键 {name} 写了两次</source>
   <translation>the key {name} is there twice</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>第 {line} 行</source>
   <translation>line {line}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>应为“键: 值”，实为 {what}</source>
   <translation>It should be “key: value”, it is {what}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>应为文字，实为 {what}</source>
   <translation>It should be a text, it is {what}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>“{value}”不在可用的词里，应为：{known}</source>
   <translation>“{value}” is none of the words, which are: {known}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>应为数，实为 {what}</source>
   <translation>It should be a number, it is {what}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>应为整数，实为 {what}</source>
   <translation>It should be a whole number, it is {what}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>应为 {least} 到 {most} 的整数，实为 {value}</source>
   <translation>It should be a whole number from {least} to {most}, it is {value}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>应为 true 或 false，实为 {what}</source>
   <translation>It should be true or false, it is {what}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>应为文字的列表，实为 {what}</source>
   <translation>It should be a list of texts, it is {what}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>应为列表，实为 {what}</source>
   <translation>It should be a list, it is {what}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>不认识的键“{key}”，这里可用：{known}</source>
   <translation>Unknown key “{key}”. Known here: {known}</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>缺少“{title}”</source>
   <translation>“{title}” is missing</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>缺少“{key}”</source>
   <translation>“{key}” is missing</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>“键: 值”</source>
   <translation>“key: value”</translation>
  </message>
  <message>
   <location filename="../../db/yaml_reader.py" />
   <source>列表</source>
   <translation>a list</translation>
  </message>
 </context>
</TS>
