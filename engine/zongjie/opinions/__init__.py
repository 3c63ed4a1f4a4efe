"""意见: what those who read a draft wrote into their copies, as one table.

`gathering` takes the markup of all copies; `common` brings their places into one text,
`standings` says what of it the text took over, `sentences` finds the words meant,
`wording` says who wants what, `unmarked` tells what was changed without 修订.  `tables`
writes rows, whoever made them; `comments` lists the comments of an old text alone.
"""
