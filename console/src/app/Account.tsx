import {
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
  MenuToggle,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import UserCircleIcon from '@patternfly/react-icons/dist/esm/icons/user-circle-icon';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { capitalized, roleName } from '../shared/text';
import { links } from '../shared/links';
import { useMe } from './me';
import { type Theme, useTheme } from './theme';

const THEMES: Theme[] = ['system', 'light', 'dark'];

/** Who is signed in, in which roles; colours; the way out. */
export function Account() {
  const me = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [theme, setTheme] = useTheme();
  const roles = me.roles.map(roleName).join(', ') || 'No role';
  return (
    <Toolbar isFullHeight isStatic>
      <ToolbarContent>
        <ToolbarGroup align={{ default: 'alignEnd' }}>
          <ToolbarItem>
            <Dropdown
              isOpen={open}
              onOpenChange={setOpen}
              onSelect={() => setOpen(false)}
              popperProps={{ position: 'right' }}
              toggle={(ref) => (
                <MenuToggle ref={ref} isExpanded={open} onClick={() => setOpen(!open)} icon={<UserCircleIcon />} isFullHeight>
                  {me.name}
                </MenuToggle>
              )}
            >
              <DropdownGroup label="Signed in as">
                <DropdownList>
                  <DropdownItem isDisabled description={roles} key="me">
                    {me.name}
                  </DropdownItem>
                </DropdownList>
              </DropdownGroup>
              <DropdownGroup label="Colours">
                <DropdownList>
                  {THEMES.map((choice) => (
                    <DropdownItem key={choice} isSelected={choice === theme} onClick={() => setTheme(choice)}>
                      {choice === 'system' ? 'As the device' : capitalized(choice)}
                    </DropdownItem>
                  ))}
                </DropdownList>
              </DropdownGroup>
              <DropdownGroup label="Session">
                <DropdownList>
                  <DropdownItem onClick={() => void navigate(links.absences())} key="absences">
                    Absences and notices
                  </DropdownItem>
                  <DropdownItem to={links.logout()} key="logout">
                    Sign out
                  </DropdownItem>
                </DropdownList>
              </DropdownGroup>
            </Dropdown>
          </ToolbarItem>
        </ToolbarGroup>
      </ToolbarContent>
    </Toolbar>
  );
}
