// What the element has to tell and that no act caused.
import { useDesk } from './desk'

export function Notices() {
  const desk = useDesk()
  const notices = desk.stage.notices.value.filter(notice => desk.has(`notice.${notice.code}`))
  if (notices.length === 0) return null
  return (
    <div class="notices" part="notices">
      {notices.map(notice => (
        <p key={notice.code} class="notice" part={`notice notice-${notice.code}`}>
          {desk.say(`notice.${notice.code}`, notice.values)}
        </p>
      ))}
    </div>
  )
}
