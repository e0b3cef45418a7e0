"""Reading files of other platforms: each reader takes bytes and hands over what was found.

Files lie: XML is parsed without document types and entities, in a child process with little memory
and time; packages are looked at before anything in them is read.
"""
